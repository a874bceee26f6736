package io.leasehold.internal;

import io.leasehold.spi.TaskRunner.Registration;
import io.leasehold.spi.TaskRunner.Upkeep;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that publishes the coarse time every 50 ms and runs what is due in all pools. An upkeep that fails is tried again
 * and stops nobody else's.
 */
final class Housekeeper {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
    private static final long TICK = 50_000_000;

    /** A tick later than this means that the JVM or the machine stood still. */
    private static final long STALL = 1_000_000_000;

    private static final long AFTER_FAILURE = 1_000_000_000;

    private final SystemTicker ticker;
    private final Set<Kept> all = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    Housekeeper(SystemTicker ticker) {
        this.ticker = ticker;
        PlainThreads.daemon("leasehold-housekeeper", this::keepHouse).start();
    }

    Registration keep(Upkeep upkeep) {
        Kept kept = new Kept(upkeep, ticker.nanos());
        all.add(kept);
        return kept;
    }

    void stop() {
        stopped = true;
    }

    private void keepHouse() {
        long last = ticker.nanos();
        while (!stopped) {
            long now = ticker.nanos();
            if (now - last > TICK + STALL) {
                all.forEach(Kept::stalled);
            }
            ticker.publish(now);
            last = now;
            for (Kept kept : all) {
                kept.runIfDue(now);
            }
            LockSupport.parkNanos(this, TICK);
            Thread.interrupted();
        }
    }

    private final class Kept implements Registration {

        private final Upkeep upkeep;
        private volatile boolean woken;
        private volatile boolean closed;
        private long dueAt;

        Kept(Upkeep upkeep, long now) {
            this.upkeep = upkeep;
            this.dueAt = now;
        }

        void runIfDue(long now) {
            if (closed || !woken && now - dueAt < 0) {
                return;
            }
            woken = false;
            try {
                dueAt = now + upkeep.run(now);
            } catch (Throwable e) {
                dueAt = now + AFTER_FAILURE;
                LOG.error("a pool's upkeep failed; it is tried again", e);
            }
        }

        void stalled() {
            upkeep.stalled();
        }

        @Override
        public void wake() {
            woken = true;
        }

        @Override
        public void close() {
            closed = true;
            all.remove(this);
        }
    }
}
