package io.leasehold.micrometer.internal;

import io.leasehold.EndpointSnapshot;
import io.leasehold.HolderSnapshot;
import io.leasehold.OpenFailure;
import io.leasehold.PoolGroupSnapshot;
import io.leasehold.PoolSnapshot;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What gauges show of a pool, a shared pool or a group alike. Immutable. */
public record PoolFigures(
        int idle,
        int leased,
        int checking,
        int closing,
        int opening,
        int waiting,
        int maximum,
        int ceiling,
        int lost,
        Duration longestHold,
        long failing) {

    public static PoolFigures of(PoolSnapshot pool) {
        return new PoolFigures(
                pool.idle(),
                pool.leased(),
                pool.checking(),
                pool.closing(),
                pool.opening(),
                pool.waiting(),
                pool.maximum(),
                pool.ceiling(),
                pool.lost(),
                longest(pool),
                count(pool.lastOpenFailure()));
    }

    /** The sums of all endpoints; of the longest hold, the longest. */
    public static PoolFigures of(PoolGroupSnapshot group) {
        List<PoolSnapshot> pools =
                group.endpoints().stream().map(EndpointSnapshot::pool).toList();
        return new PoolFigures(
                sum(pools, PoolSnapshot::idle),
                sum(pools, PoolSnapshot::leased),
                sum(pools, PoolSnapshot::checking),
                sum(pools, PoolSnapshot::closing),
                sum(pools, PoolSnapshot::opening),
                sum(pools, PoolSnapshot::waiting),
                group.maximum(),
                group.maximum(),
                group.lost(),
                pools.stream()
                        .map(PoolFigures::longest)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO),
                pools.stream().mapToLong(pool -> count(pool.lastOpenFailure())).sum());
    }

    private static int sum(List<PoolSnapshot> pools, ToIntFunction<PoolSnapshot> count) {
        return pools.stream().mapToInt(count).sum();
    }

    private static Duration longest(PoolSnapshot pool) {
        return pool.holders().stream()
                .map(HolderSnapshot::held)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static long count(@Nullable OpenFailure failure) {
        return failure == null ? 0 : failure.count();
    }
}
