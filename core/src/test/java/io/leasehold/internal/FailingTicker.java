package io.leasehold.internal;

import io.leasehold.spi.Ticker;

/**
 * Time that stands still until a test moves it on, and soon wraps around. A reading of it may fail, as a call does where a stack ends:
 * an error that comes at one instant out of millions comes at each in turn. For the thread of one test.
 */
final class FailingTicker implements Ticker {

    long now = Long.MAX_VALUE - 1_000_000_000;

    /** What others do while the test's thread is parked; no reading of theirs fails, nor counts. */
    Runnable whileParked = () -> {};

    private int left;
    private boolean failed;

    /** The reading of this number, from 1 for the next, exact or not, fails. */
    void failAt(int reading) {
        left = reading;
        failed = false;
    }

    /** None fails from now on. */
    void failNoMore() {
        left = 0;
    }

    /** Whether one failed since that was last asked for. */
    boolean hasFailed() {
        return failed;
    }

    @Override
    public long nanos() {
        return read();
    }

    @Override
    public long coarseNanos() {
        return read();
    }

    private long read() {
        if (left > 0 && --left == 0) {
            failed = true;
            throw new StackOverflowError("made up");
        }
        return now;
    }

    @Override
    public void park(Object blocker, long nanos) {
        int stillLeft = left;
        left = 0;
        whileParked.run();
        left = stillLeft;
    }
}
