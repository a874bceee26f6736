package io.leasehold.internal;

import io.leasehold.spi.Ticker;
import java.util.function.BooleanSupplier;

/**
 * Time that stands still until a test moves it on, and soon wraps around. Within a reading of it something else happens first: what
 * takes two threads and much luck comes about on one thread and each time. For the thread of one test.
 */
final class MeddlingTicker implements Ticker {

    long now = Long.MAX_VALUE - 1_000_000_000;

    private BooleanSupplier when = () -> false;
    private Runnable act = () -> {};

    /** Has this done once, within the first exact reading at which it is so. */
    void once(BooleanSupplier itIsSo, Runnable meddling) {
        when = itIsSo;
        act = meddling;
    }

    /** Has this done within the next exact reading. */
    void atNextReading(Runnable meddling) {
        once(() -> true, meddling);
    }

    @Override
    public long nanos() {
        if (when.getAsBoolean()) {
            when = () -> false;
            act.run();
        }
        return now;
    }

    @Override
    public long coarseNanos() {
        return now;
    }

    void advance(long nanos) {
        now += nanos;
    }
}
