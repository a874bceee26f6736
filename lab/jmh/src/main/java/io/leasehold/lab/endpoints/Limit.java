package io.leasehold.lab.endpoints;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The most that something may cost: reached or missed only if all runs say so. Immutable. */
record Limit(String what, String unit, double most, ToDoubleFunction<Cost> figure) {
    static final String MISSED = "missed";
    static final String UNRESOLVED = "not resolved by these runs";

    private static final List<Limit> ALL = List.of(
            new Limit("time for each endpoint", "µs", 20, Cost::micros),
            new Limit("heap for each endpoint", "bytes", 4096, Cost::bytes),
            new Limit("threads in all", "", 4, Cost::threads),
            new Limit("close", "ms", 1000, Cost::closeMillis));

    static List<String> verdicts(List<Cost> runs) {
        return ALL.stream().map(limit -> limit.verdict(runs)).toList();
    }

    String verdict(List<Cost> runs) {
        double low = runs.stream().mapToDouble(figure).min().orElseThrow();
        double high = runs.stream().mapToDouble(figure).max().orElseThrow();
        String reached = high <= most ? "reached" : low > most ? MISSED : UNRESOLVED;
        return String.format("%s, at most %,.0f %s", what, most, unit).strip()
                + String.format(": %s at %,.1f to %,.1f", reached, low, high);
    }
}
