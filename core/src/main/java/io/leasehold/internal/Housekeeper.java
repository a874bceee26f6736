package io.leasehold.internal;

import io.leasehold.spi.TaskRunner.Registration;
import io.leasehold.spi.TaskRunner.Upkeep;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that publishes the coarse time every 50 ms and runs what is due in all pools. It looks at those that are due or were
 * woken alone, however many there are. An upkeep that fails is tried again and stops nobody else's.
 */
final class Housekeeper {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
    private static final long TICK = 50_000_000;

    /** A tick later than this means that the JVM or the machine stood still. */
    private static final long STALL = 1_000_000_000;

    private static final long AFTER_FAILURE = 1_000_000_000;

    private final LongSupplier clock;
    private final LongConsumer coarse;

    /** What came, was woken or closed since the last tick; the agenda is the housekeeper's own. */
    private final Queue<Kept> changed = new ConcurrentLinkedQueue<>();

    private final Agenda<Kept> agenda = new Agenda<>();
    private long lastTick;
    private volatile boolean stopped;

    /**
     * One that nobody runs yet.
     *
     * @param clock the exact time
     * @param coarse takes the time at each tick
     */
    Housekeeper(LongSupplier clock, LongConsumer coarse) {
        this.clock = clock;
        this.coarse = coarse;
        this.lastTick = clock.getAsLong();
    }

    Registration keep(Upkeep upkeep) {
        Kept kept = new Kept(upkeep);
        kept.wake();
        return kept;
    }

    void stop() {
        stopped = true;
    }

    /** Until it is stopped; by its own thread. */
    void keepHouse() {
        while (!stopped) {
            // there is but one housekeeper, and it must not die of a log that throws, or of memory that is short
            try {
                tick();
            } catch (Throwable e) {
                Telling.error(LOG, "a tick of the housekeeper failed", e);
            }
            LockSupport.parkNanos(this, TICK);
            Thread.interrupted();
        }
    }

    /** By the thread that keeps house. */
    void tick() {
        long now = clock.getAsLong();
        if (now - lastTick > TICK + STALL) {
            agenda.forEach(Housekeeper::tellOfStall);
        }
        coarse.accept(now);
        lastTick = now;
        runChanged(now);
        runDue(now);
    }

    private static void tellOfStall(Kept kept) {
        try {
            kept.upkeep.stalled();
        } catch (Throwable e) {
            Telling.error(LOG, "a pool's upkeep could not be told that time stood still", e);
        }
    }

    /** What is woken while this runs waits for the next tick. */
    private void runChanged(long now) {
        for (int left = changed.size(); left > 0; left--) {
            Kept kept = changed.poll();
            if (kept == null) {
                return;
            }
            kept.inQueue.set(false);
            run(kept, now);
        }
    }

    private void runDue(long now) {
        Kept first = agenda.first();
        while (first != null && first.dueAt() - now <= 0) {
            run(first, now);
            first = agenda.first();
        }
    }

    private void run(Kept kept, long now) {
        if (kept.closed) {
            agenda.remove(kept);
            return;
        }
        long next = AFTER_FAILURE;
        try {
            next = kept.upkeep.run(now);
        } catch (Throwable e) {
            Telling.error(LOG, "a pool's upkeep failed; it is tried again", e);
        }
        // Not before the next tick, or it would run for ever in this one.
        agenda.put(kept, now + Math.max(1, Math.min(next, Long.MAX_VALUE / 2)));
    }

    private final class Kept extends Agenda.Entry implements Registration {

        final Upkeep upkeep;
        final AtomicBoolean inQueue = new AtomicBoolean();
        volatile boolean closed;

        Kept(Upkeep upkeep) {
            this.upkeep = Objects.requireNonNull(upkeep, "upkeep");
        }

        /** The flag falls before it is run, so whoever finds it set wakes it for what it is yet to see. */
        @Override
        public void wake() {
            if (!inQueue.get() && inQueue.compareAndSet(false, true)) {
                changed.add(this);
            }
        }

        @Override
        public void close() {
            closed = true;
            wake();
        }
    }
}
