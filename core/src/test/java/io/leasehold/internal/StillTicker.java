package io.leasehold.internal;

import io.leasehold.spi.Ticker;

/** Time that stands still until a test moves it on; it soon wraps around, so that instants are compared by their difference. */
final class StillTicker implements Ticker {

    volatile long now = Long.MAX_VALUE - 1_000_000;

    private volatile long coarseLateBy;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public long coarseNanos() {
        return now - coarseLateBy;
    }

    void advance(long nanos) {
        now += nanos;
    }

    /** Time passes, and nobody publishes it: the coarse reading stands still, and is late by so much more from then on. */
    void stall(long nanos) {
        coarseLateBy += nanos;
        now += nanos;
    }
}
