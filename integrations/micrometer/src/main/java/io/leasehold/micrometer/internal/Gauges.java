package io.leasehold.micrometer.internal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The gauges that one source has in any number of registries, all of them fed by {@link Reading}s. Safe for any number of threads.
 *
 * <p>No gauge keeps its source alive: a registry holds the source weakly, and the functions that it holds know the reading alone,
 * so that a pool that nobody uses any more can be collected, and its gauges then say that they know nothing.
 *
 * @param <P> the source
 * @param <S> what is read of it
 */
public final class Gauges<P, S> {

    private final P source;
    private final Function<? super P, ? extends S> read;
    private final Queue<Bound> bound = new ConcurrentLinkedQueue<>();

    public Gauges(P source, Function<? super P, ? extends S> read) {
        this.source = source;
        this.read = read;
    }

    private record Bound(MeterRegistry registry, Meter meter) {}

    /** Begins to register gauges that are read together. */
    public On on(MeterRegistry registry, Tags tags) {
        return new On(registry, tags, new Reading<>(read, registry.config().clock()));
    }

    /** Takes out of their registries again what was put there: not what was there before, which is another source's. */
    public void remove() {
        for (Bound one = bound.poll(); one != null; one = bound.poll()) {
            Meter mine = one.meter;
            // a registry takes out by name: what has taken this one's place since is another source's
            if (one.registry.getMeters().stream().anyMatch(there -> there == mine)) {
                one.registry.remove(mine);
            }
        }
    }

    /** A registry, and the tags that all gauges have there. For one thread. */
    public final class On {

        private final MeterRegistry registry;
        private final Tags tags;
        private final Reading<P, S> reading;
        private final Set<Meter.Id> before;

        private On(MeterRegistry registry, Tags tags, Reading<P, S> reading) {
            this.registry = registry;
            this.tags = tags;
            this.reading = reading;
            this.before = registry.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
        }

        /** A gauge without tags of its own. */
        public On gauge(String name, String unit, String description, ToDoubleFunction<? super S> value) {
            return gauge(name, unit, description, Tags.empty(), value);
        }

        /** A gauge that has more tags than those of all. */
        public On gauge(String name, String unit, String description, Tags more, ToDoubleFunction<? super S> value) {
            Reading<P, S> from = reading;
            Gauge.Builder<P> gauge = Gauge.builder(name, source, now -> value.applyAsDouble(from.of(now)))
                    .tags(tags.and(more))
                    .baseUnit(unit)
                    .description(description);
            keep(() -> gauge.register(registry));
            return this;
        }

        /** A gauge of a duration. */
        public On time(String name, String description, Function<? super S, Duration> value) {
            Reading<P, S> from = reading;
            TimeGauge.Builder<P> gauge = TimeGauge.builder(
                            name, source, TimeUnit.NANOSECONDS, now -> nanos(value.apply(from.of(now))))
                    .tags(tags)
                    .description(description);
            keep(() -> gauge.register(registry));
            return this;
        }

        /**
         * Who registers what is there gets what is there, of whatever source it is; ids as the registry's filters made them. If its
         * source is gone, it says nothing any more and gives way.
         */
        private void keep(Supplier<? extends Gauge> register) {
            Gauge gauge = register.get();
            if (before.contains(gauge.getId())) {
                if (!Double.isNaN(gauge.value())) {
                    return;
                }
                registry.remove(gauge);
                gauge = register.get();
            }
            bound.add(new Bound(registry, gauge));
        }
    }

    private static double nanos(Duration duration) {
        return duration.getSeconds() * 1e9 + duration.getNano();
    }
}
