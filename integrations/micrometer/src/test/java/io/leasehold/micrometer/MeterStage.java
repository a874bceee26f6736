package io.leasehold.micrometer;

import io.leasehold.Pool;
import io.leasehold.PoolBuilder;
import io.leasehold.testkit.ManualTicker;
import io.leasehold.testkit.ScriptedFactory;
import io.leasehold.testkit.ScriptedResource;
import io.leasehold.testkit.StepRunner;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

/** A meter registry, and pools that move only when they are told to. For one thread. */
final class MeterStage implements AutoCloseable {

    static final int SIZE = 4;

    final MockClock clock = new MockClock();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    final ManualTicker ticker = new ManualTicker();
    final StepRunner runner = new StepRunner(ticker);
    final ScriptedFactory factory = new ScriptedFactory();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    Pool<ScriptedResource> pool(UnaryOperator<PoolBuilder<ScriptedResource>> settings) {
        Pool<ScriptedResource> pool = settings.apply(Pool.of(factory)
                        .name("orders")
                        .maximumSize(SIZE)
                        .minimumSize(SIZE)
                        .ticker(ticker)
                        .runner(runner))
                .build();
        // What is opened before anybody wants it is there when they do: nobody here waits for a step of the runner.
        runner.settle();
        return closing(pool);
    }

    <T extends AutoCloseable> T closing(T closeable) {
        open.push(closeable);
        return closeable;
    }

    /** Lets what was read get too old to be shown again. */
    void scrapeLater() {
        clock.add(Duration.ofSeconds(1));
    }

    double gauge(String name, String... tags) {
        scrapeLater();
        return registry.get(name).tags(tags).gauge().value();
    }

    double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        registry.close();
    }
}
