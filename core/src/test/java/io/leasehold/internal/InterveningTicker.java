package io.leasehold.internal;

import io.leasehold.spi.Ticker;

/**
 * System time, within one reading of which something else happens first: a race that takes two threads and much luck comes about
 * by one thread and each time. Only readings by the thread that made it count.
 */
final class InterveningTicker implements Ticker {

    private final Ticker clock = Engine.SHARED.ticker();
    private final Thread watched = Thread.currentThread();
    private Runnable intervention = () -> {};

    /** Has this done within the next reading, and in no other. */
    void atNextReading(Runnable act) {
        intervention = act;
    }

    @Override
    public long nanos() {
        intervene();
        return clock.nanos();
    }

    @Override
    public long coarseNanos() {
        intervene();
        return clock.coarseNanos();
    }

    private void intervene() {
        if (Thread.currentThread() == watched) {
            Runnable act = intervention;
            intervention = () -> {};
            act.run();
        }
    }
}
