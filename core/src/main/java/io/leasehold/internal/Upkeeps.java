package io.leasehold.internal;

import io.leasehold.spi.TaskRunner;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is due by time in one pool: each concern is a function of now that does what is due and gives when it next wants to
 * run. Runs on the housekeeper, one at a time; it neither blocks nor calls a driver or a listener.
 */
public final class Upkeeps<R> implements TaskRunner.Upkeep {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeeps.class);
    private static final long RARELY = 30_000_000_000L;
    private static final long AFTER_FAILURE = 1_000_000_000L;

    final DriverCalls calls;
    final IdleDeaths idleDeaths = new IdleDeaths();

    private final EnginePool<R, ?> pool;
    private final TaskRunner runner;
    private final List<LongUnaryOperator> always;
    private final List<LongUnaryOperator> whileOpen;
    private volatile TaskRunner.@Nullable Registration registration;

    Upkeeps(EnginePool<R, ?> pool, TaskRunner runner) {
        this.pool = pool;
        this.runner = runner;
        this.calls = new DriverCalls(pool.ticker, pool.tasks, pool.chores, this::wake);
        this.always = List.of(calls::upkeep, new LeaseUpkeep<>(pool)::upkeep, new LeftBehind<>(pool)::upkeep);
        this.whileOpen =
                List.of(new IdleUpkeep<>(pool)::upkeep, now -> pool.checks.upkeep(now), now -> pool.supply.upkeep(now));
    }

    void start() {
        registration = runner.register(this);
    }

    void stop() {
        TaskRunner.Registration registered = registration;
        if (registered != null) {
            registered.close();
        }
    }

    /** Something changed that may be due before the time last asked for. */
    void wake() {
        TaskRunner.Registration registered = registration;
        if (registered != null) {
            registered.wake();
        }
    }

    boolean runsByItself() {
        return runner.runsByItself();
    }

    @Override
    public long run(long runnersTime) {
        // The runner may go by another clock than the pool: one that a test gave to the pool alone.
        long now = pool.ticker.nanos();
        pool.tasks.startQueued();
        pool.refreshAttention();
        long next = Math.min(RARELY, soonest(now, always));
        return pool.shutdown.isClosing() ? next : Math.min(next, soonest(now, whileOpen));
    }

    /** Runs each concern, whatever becomes of the others; gives when the first wants to run again. */
    public static long soonest(long now, List<LongUnaryOperator> concerns) {
        long next = Long.MAX_VALUE;
        for (LongUnaryOperator concern : concerns) {
            try {
                next = Math.min(next, concern.applyAsLong(now));
            } catch (Throwable e) {
                Telling.error(LOG, "one concern of a pool's upkeep failed; it is tried again", e);
                next = Math.min(next, AFTER_FAILURE);
            }
        }
        return next;
    }

    @Override
    public void stalled() {
        pool.suspectSiblings();
    }

    /** Sets the ends of a resource that was just opened: lifetimes and keep-alives are spread by up to 10 %. */
    void schedule(Place<R> place, long now) {
        long lifetime = pool.config.maximumLifetime().toNanos();
        if (lifetime > 0) {
            place.expiresAt = now + spread(lifetime);
        }
        place.idleSince = now;
        scheduleKeepalive(place, now);
    }

    void scheduleKeepalive(Place<R> place, long now) {
        long keepalive = pool.config.keepaliveTime().toNanos();
        if (keepalive > 0) {
            place.keepaliveAt = now + spread(keepalive);
        }
    }

    private static long spread(long nanos) {
        return nanos - ThreadLocalRandom.current().nextLong(nanos / 10 + 1);
    }
}
