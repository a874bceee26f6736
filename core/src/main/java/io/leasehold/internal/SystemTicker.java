package io.leasehold.internal;

import io.leasehold.spi.Ticker;

/** The JVM's monotonic clock; its coarse reading is published by the housekeeper, and never runs ahead. */
final class SystemTicker implements Ticker {

    private volatile long coarse = System.nanoTime();

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long coarseNanos() {
        return coarse;
    }

    /** By the housekeeper; one that is about to stop may be late, and does not put the time back. */
    void publish(long now) {
        if (now - coarse > 0) {
            coarse = now;
        }
    }
}
