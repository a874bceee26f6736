package io.leasehold.internal;

import io.leasehold.spi.TaskRunner;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is due by time in one pool: each concern is a function of now that does what is due and gives when it next wants to
 * run. Runs on the housekeeper, one at a time; it neither blocks nor calls a driver or a listener.
 */
final class Upkeeps<R> implements TaskRunner.Upkeep {

    private static final long RARELY = 30_000_000_000L;

    final DriverCalls calls;
    final IdleDeaths idleDeaths = new IdleDeaths();

    private final EnginePool<R, ?> pool;
    private final TaskRunner runner;
    private final IdleUpkeep<R> idle;
    private final LeaseUpkeep<R> leases;
    private volatile TaskRunner.@Nullable Registration registration;

    Upkeeps(EnginePool<R, ?> pool, TaskRunner runner) {
        this.pool = pool;
        this.runner = runner;
        this.calls = new DriverCalls(pool);
        this.idle = new IdleUpkeep<>(pool);
        this.leases = new LeaseUpkeep<>(pool);
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
        long next = calls.upkeep(now);
        next = Math.min(next, leases.upkeep(now));
        if (!pool.shutdown.isClosing()) {
            next = Math.min(next, idle.upkeep(now));
            next = Math.min(next, pool.checks.upkeep(now));
            next = Math.min(next, pool.supply.upkeep(now));
        }
        return Math.min(next, RARELY);
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
