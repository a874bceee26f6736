package io.leasehold.lab.endpoints;

import io.leasehold.lab.Median;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The most that something may cost: reached or missed only if all runs say so. Immutable. */
record Limit(String what, String unit, double most, ToDoubleFunction<Cost> figure) {
    static final String MISSED = "missed";
    static final String UNRESOLVED = "not resolved by these runs";

    private static final List<Limit> ALL = List.of(
            new Limit("time for each endpoint", "µs", 20, Cost::micros),
            new Limit("heap for each endpoint", "bytes", 4096, Cost::bytes),
            new Limit("threads in all", "", 4, Cost::threads),
            new Limit("close", "ms", 1000, Cost::closeMillis));

    /** @param handOvers what the machine charges for a worker's answer, in the same run */
    static List<String> verdicts(List<Cost> runs, List<Cost> handOvers) {
        return Stream.concat(ALL.stream().map(limit -> limit.verdict(runs)), Stream.of(beside(runs, handOvers)))
                .toList();
    }

    private static String beside(List<Cost> runs, List<Cost> handOvers) {
        return String.format(
                "of the %.1f µs for each endpoint, %.1f are a worker's answer, which bounds the time of an open",
                Median.of(runs, Cost::micros), Median.of(handOvers, Cost::micros));
    }

    String verdict(List<Cost> runs) {
        double low = runs.stream().mapToDouble(figure).min().orElseThrow();
        double high = runs.stream().mapToDouble(figure).max().orElseThrow();
        String reached = high <= most ? "reached" : low > most ? MISSED : UNRESOLVED;
        return String.format("%s, at most %,.0f %s", what, most, unit).strip()
                + String.format(": %s at %,.1f to %,.1f", reached, low, high);
    }
}
