package io.leasehold.spi;

/** A pool's time, which never goes back. Implementations must be safe for use by many threads. */
public interface Ticker {

    /** Now, exactly, in nanoseconds; only differences mean anything. */
    long nanos();

    /**
     * Now, on the scale of {@link #nanos()}, free to read: normally at most 50 ms late, arbitrarily late after a stall,
     * and never ahead.
     */
    long coarseNanos();
}
