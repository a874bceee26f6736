package io.leasehold.micrometer;

import io.leasehold.PoolGroupOperations;
import io.leasehold.PoolOperations;
import io.leasehold.PoolSnapshot;
import io.leasehold.SharedPoolOperations;
import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.micrometer.internal.Gauges;
import io.leasehold.micrometer.internal.PoolFigures;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What stands in the snapshot of a pool, a shared pool or a group, as gauges with the pool's name as their one tag. Safe for any number
 * of threads.
 *
 * <pre>{@code
 * PoolMetrics.of(orders).bindTo(registry);
 * }</pre>
 *
 * <p>A scrape costs one snapshot. The registry does not keep the pool alive. Two pools of one name cannot be told apart: of the second
 * nothing is shown. What happens between two scrapes is counted by {@link PoolEventMetrics}.
 */
public final class PoolMetrics implements MeterBinder, AutoCloseable {

    private final Supplier<String> name;
    private final Gauges<?, PoolFigures> gauges;

    private <P> PoolMetrics(Supplier<String> name, P pool, Function<P, PoolFigures> read) {
        this.name = name;
        this.gauges = new Gauges<>(pool, read);
    }

    /** Those of a pool. */
    public static PoolMetrics of(PoolOperations pool) {
        return new PoolMetrics(pool::name, pool, now -> PoolFigures.of(now.snapshot()));
    }

    /** Those of a data source's pool. Binding them is a first use: it builds the pool of a bean. */
    public static PoolMetrics of(LeaseholdDataSource dataSource) {
        return new PoolMetrics(() -> dataSource.snapshot().name(), dataSource, now -> PoolFigures.of(now.snapshot()));
    }

    /** Those of a shared pool: resources in their grace are idle, those with holders leased. */
    public static PoolMetrics of(SharedPoolOperations<?> pool) {
        return new PoolMetrics(
                pool::name, pool, now -> PoolFigures.of(now.snapshot().asPool()));
    }

    /** Those of a group: the sums of its endpoints, which are no tags, since there may be any number of them. */
    public static PoolMetrics of(PoolGroupOperations<?> group) {
        return new PoolMetrics(group::name, group, now -> PoolFigures.of(now.snapshot()));
    }

    /**
     * Those of a pool that only its snapshot is known of. The registry does not keep the function alive: whoever calls this keeps what
     * is returned.
     *
     * @param name the pool's name
     * @param snapshot called by scrapes, from any thread; must be quick
     */
    public static PoolMetrics of(String name, Supplier<PoolSnapshot> snapshot) {
        return new PoolMetrics(() -> name, snapshot, now -> PoolFigures.of(now.get()));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        String resources = "resources";
        Gauges<?, PoolFigures>.On on = gauges.on(registry, Tags.of("pool", name.get()));
        String open = "Resources that are open, by what is done with them; their sum is all that are open";
        on.gauge("leasehold.pool.resources", resources, open, Tags.of("state", "idle"), PoolFigures::idle)
                .gauge("leasehold.pool.resources", resources, open, Tags.of("state", "leased"), PoolFigures::leased)
                .gauge("leasehold.pool.resources", resources, open, Tags.of("state", "checking"), PoolFigures::checking)
                .gauge("leasehold.pool.resources", resources, open, Tags.of("state", "closing"), PoolFigures::closing)
                .gauge("leasehold.pool.opening", resources, "Opens in flight", PoolFigures::opening)
                .gauge("leasehold.pool.maximum", resources, "What may be open at a time", PoolFigures::maximum)
                .gauge(
                        "leasehold.pool.ceiling",
                        resources,
                        "What may be open now: the maximum, or less while the server says it is full",
                        PoolFigures::ceiling)
                .gauge(
                        "leasehold.pool.lost",
                        resources,
                        "Opens and closes that hang in the driver and were given up",
                        PoolFigures::lost)
                .gauge("leasehold.pool.waiting", "threads", "Threads in the line", PoolFigures::waiting)
                .gauge(
                        "leasehold.pool.failing",
                        "opens",
                        "Opens that have failed since one succeeded",
                        PoolFigures::failing)
                .time("leasehold.pool.hold.longest", "The longest hold now", PoolFigures::longestHold);
    }

    /** Takes the gauges out of every registry they were bound to, but not those of another pool of this name. */
    @Override
    public void close() {
        gauges.remove();
    }
}
