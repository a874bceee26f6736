package io.leasehold.micrometer;

import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.SharedPoolEvent;
import io.leasehold.SharedPoolListener;
import io.leasehold.micrometer.internal.PoolMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts what happens in pools: acquires, waits, refusals, opens, holds, and retirements by their reason, with the pool's name as the
 * tag that all have. One may listen to any number of pools. Safe for any number of threads.
 *
 * <pre>{@code
 * PoolEventMetrics events = new PoolEventMetrics(registry);
 * LeaseholdDataSource orders = LeaseholdDataSource.builder().listener(events)...build();
 * }</pre>
 *
 * <p>Holds are as exact as the pool's coarse clock, about 50 ms. What a listener costs, an acquire and a return cost more: some tens of
 * nanoseconds with a registry that only counts.
 */
public final class PoolEventMetrics implements PoolListener, SharedPoolListener {

    private final MeterRegistry registry;
    private final ConcurrentMap<String, PoolMeters> pools = new ConcurrentHashMap<>();

    /** Meters of a pool come into this registry with the first thing that happens in it. */
    public PoolEventMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Looks before it computes: a map that computes would lock, and this is on the way of every acquire. */
    private PoolMeters of(String pool) {
        PoolMeters known = pools.get(pool);
        return known != null ? known : pools.computeIfAbsent(pool, name -> new PoolMeters(registry, name));
    }

    @Override
    public void opened(PoolEvent event) {
        of(event.pool()).opens.record(event.duration());
    }

    @Override
    public void opened(SharedPoolEvent event) {
        of(event.pool()).opens.record(event.duration());
    }

    @Override
    public void openFailed(PoolEvent event) {
        of(event.pool()).openFailures.increment();
    }

    @Override
    public void openFailed(SharedPoolEvent event) {
        of(event.pool()).openFailures.increment();
    }

    @Override
    public void acquired(PoolEvent event) {
        of(event.pool()).acquires.increment();
    }

    @Override
    public void acquired(SharedPoolEvent event) {
        of(event.pool()).acquires.increment();
    }

    @Override
    public void waited(PoolEvent event) {
        of(event.pool()).waits.record(event.duration());
    }

    @Override
    public void waited(SharedPoolEvent event) {
        of(event.pool()).waits.record(event.duration());
    }

    @Override
    public void timedOut(PoolEvent event) {
        of(event.pool()).refused(event.cause());
    }

    @Override
    public void timedOut(SharedPoolEvent event) {
        of(event.pool()).refused(event.cause());
    }

    @Override
    public void returned(PoolEvent event) {
        of(event.pool()).holds.record(event.duration());
    }

    @Override
    public void returned(SharedPoolEvent event) {
        of(event.pool()).holds.record(event.duration());
    }

    @Override
    public void revoked(PoolEvent event) {
        of(event.pool()).revocations.increment();
        of(event.pool()).holds.record(event.duration());
    }

    @Override
    public void revoked(SharedPoolEvent event) {
        of(event.pool()).revocations.increment();
        of(event.pool()).holds.record(event.duration());
    }

    @Override
    public void retired(PoolEvent event) {
        of(event.pool()).retired(event.reason());
    }

    @Override
    public void retired(SharedPoolEvent event) {
        of(event.pool()).retired(event.reason());
    }

    @Override
    public void overdue(PoolEvent event) {
        of(event.pool()).overdue.increment();
    }

    @Override
    public void overdue(SharedPoolEvent event) {
        of(event.pool()).overdue.increment();
    }

    @Override
    public void abandoned(SharedPoolEvent event) {
        of(event.pool()).abandonments.increment();
    }

    @Override
    public void lost(PoolEvent event) {
        of(event.pool()).losses.increment();
    }

    @Override
    public void lost(SharedPoolEvent event) {
        of(event.pool()).losses.increment();
    }
}
