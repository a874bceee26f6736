package io.leasehold.drills.sharing;

import io.leasehold.drills.Errors;
import io.leasehold.drills.Finding;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the incident of the shared connection left, and what follows from it. Calls are noted by many threads, all else by one. */
final class SharingFacts {

    static final String AFTER_DOUBLE_CLOSE = "after another one's double close";
    private static final Duration CLOSING = Duration.ofSeconds(1);
    private static final Pattern TIME = Pattern.compile("\\d+(\\.\\d+)?\\s?(ms|s)\\b");

    final int baseline;
    int holders;
    int openedAtOnce;
    int openWhileHeld;
    int openWhileForgotten;
    int openedInGrace;

    @Nullable String report;

    @Nullable String place;

    @Nullable Duration backAfter;

    private final int ofAnOpen;
    private final Duration grace;
    private final String forgetful;
    private final List<Failure> failures = new CopyOnWriteArrayList<>();

    private record Failure(String when, String what) {}

    SharingFacts(int baseline, int ofAnOpen, Duration grace, String forgetful) {
        this.baseline = baseline;
        this.ofAnOpen = ofAnOpen;
        this.grace = grace;
        this.forgetful = forgetful;
    }

    /** A call by a holder that has not closed. */
    void call(String when, long number, Sharing.Holder holder) {
        try {
            long answer = holder.echo(number);
            if (answer != number) {
                failures.add(new Failure(when, "sent " + number + ", was answered " + answer));
            }
        } catch (Exception e) {
            failures.add(new Failure(when, Errors.line(e)));
        }
    }

    String errorsOrNone() {
        return failures.isEmpty()
                ? "no holder had an error so far"
                : failures.size() + " calls of holders failed, such as " + text(failures.get(0));
    }

    /** The line by which the forgotten holder is named with thread and time, with nobody asking. */
    static @Nullable String reportIn(List<String> lines) {
        return firstOf(
                lines,
                line -> line.contains(ReportJob.THREAD) && TIME.matcher(line).find());
    }

    /** What names the code that forgot. */
    static @Nullable String placeIn(List<String> holders) {
        return firstOf(holders, holder -> holder.contains(ReportJob.THREAD) && holder.contains(ReportJob.PLACE));
    }

    private static @Nullable String firstOf(List<String> texts, Predicate<String> wanted) {
        return texts.stream()
                .filter(wanted)
                .findFirst()
                .flatMap(text -> text.lines().findFirst())
                .orElse(null);
    }

    List<Finding> judge() {
        List<Failure> doubled = failures.stream()
                .filter(failure -> failure.when().equals(AFTER_DOUBLE_CLOSE))
                .toList();
        return List.of(
                new Finding(
                        openedAtOnce == ofAnOpen,
                        holders + " that open at once open one",
                        openedAtOnce + " connections were opened"
                                + (ofAnOpen == 1 ? "" : "; one open makes " + ofAnOpen)),
                new Finding(
                        openWhileHeld == baseline + 1,
                        "any number of holders raises the service's connections by one",
                        holders + " holders: " + openWhileHeld + " connections, " + baseline + " before"),
                new Finding(
                        doubled.isEmpty(),
                        "a double close harms nobody",
                        doubled.isEmpty() ? "the other holder's calls went on" : text(doubled.get(0))),
                new Finding(
                        failures.isEmpty() && openWhileForgotten == baseline + 1,
                        "what somebody holds is never closed",
                        failures.isEmpty()
                                ? "no holder's call failed; with one forgotten holder the service counts "
                                        + openWhileForgotten
                                : failures.size() + " failed: " + text(failures.get(0))),
                new Finding(
                        report != null && place != null,
                        "a forgotten holder is named with its thread, how long it holds, and where it acquired",
                        report == null || place == null
                                ? "nobody named thread '" + forgetful + "' and its code"
                                : place),
                new Finding(
                        openedInGrace == 0,
                        "who comes back within the grace finds it open",
                        openedInGrace + " connections were opened for the latecomer"),
                new Finding(
                        backAfter != null && backAfter.compareTo(grace.plus(CLOSING)) <= 0,
                        "after the last return and the grace the service is back at its baseline",
                        backAfter == null
                                ? "it is not"
                                : "after " + backAfter.toMillis() + " ms, with a grace of " + grace.toMillis()
                                        + " ms"));
    }

    private static String text(Failure failure) {
        return failure.when() + ": " + failure.what();
    }
}
