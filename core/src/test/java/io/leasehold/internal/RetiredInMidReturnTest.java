package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What is ordered away between the two moments of a return that decide: when it has looked for an order, and before it frees
 * the place. A return reads the coarse clock between them, and this clock is where the order comes from, so that the race that
 * {@code P3AnOrderToRetireAgainstAReturn} in lab/races searches for comes about each time.
 */
class RetiredInMidReturnTest {

    /** Does something once, within a reading by the thread that made it. */
    private static final class InterveningTicker implements Ticker {

        private final Ticker clock = Engine.SHARED.ticker();
        private final Thread watched = Thread.currentThread();
        private Runnable intervention = () -> {};

        void atNextReading(Runnable act) {
            intervention = act;
        }

        @Override
        public long nanos() {
            return clock.nanos();
        }

        @Override
        public long coarseNanos() {
            if (Thread.currentThread() == watched) {
                Runnable act = intervention;
                intervention = () -> {};
                act.run();
            }
            return clock.coarseNanos();
        }
    }

    @Test
    void whatIsOrderedAwayWhileItComesBackIsNotLentAsIfNothingHadBeenSaid() {
        InterveningTicker ticker = new InterveningTicker();
        try (Pool<Object> pool = Pool.of(Object::new)
                .maximumSize(1)
                .aliveBypass(Duration.ofMinutes(1))
                .ticker(ticker)
                .build()) {
            Lease<Object> lease = pool.acquire();
            Object ordered = lease.resource();
            ticker.atNextReading(pool::retireAll);
            lease.close();
            try (Lease<Object> next = pool.acquire()) {
                assertThat(next.resource()).isNotSameAs(ordered);
            }
        }
    }
}
