package io.leasehold.internal.shared;

import io.leasehold.RetireReason;
import io.leasehold.internal.DriverCalls;
import io.leasehold.internal.Upkeeps;
import io.leasehold.spi.TaskRunner;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is due by time in one shared pool. Runs on the housekeeper, one at a time; it neither blocks nor calls a factory or a
 * listener.
 */
final class SharedUpkeep<K, R> implements TaskRunner.Upkeep {

    private static final long RARELY = 30_000_000_000L;

    /** How soon what may change at any moment is looked at again. */
    private static final long SOON = 25_000_000;

    final DriverCalls calls;

    private final SharedEngine<K, R, ?> pool;
    private final TaskRunner runner;
    private final GraceUpkeep<R> grace;
    private final ShareUpkeep<R> shares;
    private final SharedChecks<K, R> checks;
    private final Orphans<K, R> orphans;
    private final List<LongUnaryOperator> concerns;
    private volatile TaskRunner.@Nullable Registration registration;

    SharedUpkeep(SharedEngine<K, R, ?> pool, TaskRunner runner) {
        this.pool = pool;
        this.runner = runner;
        this.calls = new DriverCalls(pool.ticker, pool.tasks, pool.tasks, this::wake);
        this.grace = new GraceUpkeep<>(pool);
        this.shares = new ShareUpkeep<>(pool);
        this.checks = new SharedChecks<>(pool);
        this.orphans = new Orphans<>(pool);
        this.concerns = List.of(
                calls::upkeep,
                grace::upkeep,
                shares::upkeep,
                this::revocations,
                checks::upkeep,
                orphans::upkeep,
                this::keys);
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
        return Math.min(RARELY, Upkeeps.soonest(now, concerns));
    }

    @SuppressWarnings("unchecked") // only this pool's resources are suspected here
    void suspect(SharedResource<?> resource, Throwable why) {
        checks.suspect((SharedResource<R>) resource, why);
    }

    /** Revokes whoever holds what is due to be revoked; gives when more is. */
    private long revocations(long now) {
        revokeDue(now);
        long next = Long.MAX_VALUE;
        for (SharedResource<R> resource : pool.resources) {
            next = Math.min(next, resource.revokesIn(now));
        }
        // What is due and held still is being acquired at this instant, or is about to be given back: it is looked at
        // again.
        return next == 0 ? SOON : next;
    }

    void revokeDue(long now) {
        boolean due = pool.resources.stream().anyMatch(resource -> resource.isToBeRevoked(now));
        if (due) {
            shares.revoke(
                    facts -> facts.resource().isToBeRevoked(now),
                    facts -> facts.resource().reason == RetireReason.POOL_CLOSED
                            ? RetireReason.POOL_CLOSED
                            : RetireReason.REVOKED,
                    facts -> facts.resource().reason == RetireReason.POOL_CLOSED
                            ? "the pool was closed"
                            : "its resource was retired");
        }
    }

    /** For a pool that closes. */
    void revokeAll() {
        long now = pool.ticker.nanos();
        pool.resources.forEach(resource -> resource.revokeAt(now));
        revokeDue(now);
        wake();
    }

    private long keys(long now) {
        long next = Long.MAX_VALUE;
        for (KeyEntry<K, R> entry : pool.entries.values()) {
            next = Math.min(next, entry.forget(now));
            pool.buryIfEmpty(entry);
        }
        return next;
    }
}
