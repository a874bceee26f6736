package io.leasehold.lab.wait;

/** When to measure and when to stop, as instants of {@code System.nanoTime()}. Immutable. */
record Span(long from, long until) {
    static Span after(long warmUpNanos, long nanos) {
        long from = System.nanoTime() + warmUpNanos;
        return new Span(from, from + nanos);
    }

    boolean hasBegun(long instant) {
        return instant - from >= 0;
    }

    boolean measures(long instant) {
        return hasBegun(instant) && !isOver(instant);
    }

    boolean isOver(long instant) {
        return instant - until >= 0;
    }

    double seconds() {
        return (until - from) / 1e9;
    }
}
