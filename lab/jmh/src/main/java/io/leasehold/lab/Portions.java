package io.leasehold.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Rows of several runs that make one report, so that a long run may be made in portions. */
public final class Portions {
    private Portions() {}

    /** The rows of now, and of before those that are not among them, in the order of the plan. */
    public static <R> List<R> together(List<String> planned, List<R> now, List<R> before, Function<R, String> title) {
        List<String> titles = now.stream().map(title).toList();
        List<R> all = new ArrayList<>(now);
        before.stream().filter(row -> !titles.contains(title.apply(row))).forEach(all::add);
        all.sort(Comparator.comparingInt(row -> planned.indexOf(title.apply(row))));
        return all;
    }

    /** Of what was planned, what is not there. */
    public static List<String> missing(List<String> planned, List<String> there) {
        return planned.stream().filter(title -> !there.contains(title)).toList();
    }

    /** What to say of a report that is not whole. */
    public static IllegalArgumentException notWhole(Object json, List<String> missing) {
        return new IllegalArgumentException(
                json + " has not all rows; add these by --only and --add: " + String.join(" | ", missing));
    }

    /** What to say of two that do not belong together. */
    public static IllegalArgumentException doNotBelongTogether() {
        return new IllegalArgumentException("the rows that are there already are of another machine, JDK, plan or"
                + " effort; run without --add, or name another file by --out.");
    }
}
