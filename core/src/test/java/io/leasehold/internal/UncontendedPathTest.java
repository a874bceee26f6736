package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolBuilder;
import io.leasehold.spi.Ticker;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What an acquire that finds a place, and a return with nobody waiting, do not do. */
class UncontendedPathTest {

    private static final int CYCLES = 20_000;

    /** Counts the exact readings of one thread; the pool's own threads may read as they like. */
    private static final class CountingTicker implements Ticker {

        private final Ticker clock = Engine.SHARED.ticker();
        private final Thread watched = Thread.currentThread();
        private int exactReadings;

        @Override
        public long nanos() {
            if (Thread.currentThread() == watched) {
                exactReadings++;
            }
            return clock.nanos();
        }

        @Override
        public long coarseNanos() {
            return clock.coarseNanos();
        }
    }

    private static Pool<String> pool(PoolBuilder<String> settings) {
        return settings.minimumSize(2).maximumSize(2).siteSampling(0).build();
    }

    private static void cycle(Pool<String> pool, int times) {
        for (int i = 0; i < times; i++) {
            pool.acquire().close();
        }
    }

    @Test
    void theUncontendedCycleReadsNoClock() {
        CountingTicker ticker = new CountingTicker();
        try (Pool<String> pool = pool(Pool.of(() -> "resource").ticker(ticker))) {
            cycle(pool, 1);
            ticker.exactReadings = 0;
            cycle(pool, CYCLES);
            // A machine that stands still for half a second makes an idle resource a suspect, which is checked off this
            // path.
            assertThat(ticker.exactReadings).isLessThan(CYCLES / 100);
        }
    }

    @Test
    void aReturnThatResetsReadsNoClockEither() {
        CountingTicker ticker = new CountingTicker();
        try (Pool<String> pool = pool(Pool.of(() -> "resource").ticker(ticker))) {
            useAndReturn(pool, 1);
            ticker.exactReadings = 0;
            useAndReturn(pool, CYCLES);
            assertThat(ticker.exactReadings).isLessThan(CYCLES / 100);
        }
    }

    private static void useAndReturn(Pool<String> pool, int times) {
        for (int i = 0; i < times; i++) {
            try (Lease<String> lease = pool.acquire()) {
                lease.resource();
            }
        }
    }

    @Test
    void theUncontendedCycleAllocatesTheHandleAlone() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Pool<String> pool = pool(Pool.of(() -> "resource"))) {
            cycle(pool, CYCLES);
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            cycle(pool, CYCLES);
            long each = (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / CYCLES;
            assertThat(each).isLessThanOrEqualTo(48);
        }
    }
}
