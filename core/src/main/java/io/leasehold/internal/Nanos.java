package io.leasehold.internal;

import java.time.Duration;

/** Lengths of time as the engine counts them. */
public final class Nanos {

    /** 146 years: for ever, and yet an instant so far ahead is told from one in the past by the sign of their difference. */
    private static final long FOR_EVER = Long.MAX_VALUE / 2;

    private Nanos() {}

    /** The length in nanoseconds, or for ever where it does not fit; -1 for any that is negative. */
    public static long of(Duration length) {
        if (length.isNegative()) {
            return -1;
        }
        return length.compareTo(Duration.ofNanos(FOR_EVER)) >= 0 ? FOR_EVER : length.toNanos();
    }
}
