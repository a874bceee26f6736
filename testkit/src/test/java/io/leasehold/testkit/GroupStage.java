package io.leasehold.testkit;

import io.leasehold.Endpoint;
import io.leasehold.Lease;
import io.leasehold.PoolGroup;
import io.leasehold.PoolGroupBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A group on stepped time and stepped work, and what a test of it needs beside it. A key {@code alice@db1/orders} is the identity
 * alice on the address db1, of the service orders. For the thread of one test.
 */
final class GroupStage implements AutoCloseable {

    final ManualTicker ticker = new ManualTicker();
    final StepRunner runner = new StepRunner(ticker);
    final ScriptedGroupFactory<String> factory = new ScriptedGroupFactory<String>().leadingTo(GroupStage::endpointOf);
    final RecordingListener listener = new RecordingListener();

    private final List<AutoCloseable> groups = new ArrayList<>();

    private static Endpoint endpointOf(String key) {
        String[] addressAndService = key.substring(key.indexOf('@') + 1).split("/", 2);
        return new Endpoint(
                addressAndService[0],
                key.contains("@") ? key.substring(0, key.indexOf('@')) : null,
                addressAndService.length > 1 ? addressAndService[1] : null);
    }

    PoolGroup<String, ScriptedResource> group(UnaryOperator<PoolGroupBuilder<String, ScriptedResource>> change) {
        PoolGroup<String, ScriptedResource> group = change.apply(PoolGroup.<String, ScriptedResource>of(factory)
                        .name("stage")
                        .aliveBypass(Duration.ofHours(1))
                        .idleTimeout(Duration.ZERO)
                        .maximumLifetime(Duration.ZERO)
                        .keepaliveTime(Duration.ZERO)
                        .ticker(ticker)
                        .runner(runner)
                        .listener(listener))
                .build();
        groups.add(group);
        return group;
    }

    PoolGroup<String, ScriptedResource> group(int maximum) {
        return group(settings -> settings.maximumSize(maximum).maximumPerEndpoint(Math.min(maximum, 2)));
    }

    /** Starts an acquire, and waits until it is parked, done, or has failed. */
    Doing<Lease<ScriptedResource>> start(PoolGroup<String, ScriptedResource> group, String key, Duration timeout) {
        int before = ticker.parked();
        Doing<Lease<ScriptedResource>> doing = Stage.start(() -> group.acquire(key, timeout));
        Stage.await("it waits, or is done", () -> doing.isDone() || ticker.parked() > before);
        return doing;
    }

    Doing<Lease<ScriptedResource>> start(PoolGroup<String, ScriptedResource> group, String key) {
        return start(group, key, Duration.ofSeconds(30));
    }

    /** Steps the work in the background until it is done; gives what came of it. */
    <T> T finish(Doing<T> doing) throws Exception {
        Stage.await("the end of " + doing.thread.getName(), () -> {
            runner.settle();
            return doing.isDone();
        });
        return doing.get();
    }

    Throwable failure(Doing<?> doing) throws Exception {
        Stage.await("the end of " + doing.thread.getName(), () -> {
            runner.settle();
            return doing.isDone();
        });
        return doing.failure();
    }

    /** Acquires on this thread, while another steps the work in the background. */
    Lease<ScriptedResource> acquire(PoolGroup<String, ScriptedResource> group, String key) {
        return Stage.whileStepping(runner, () -> group.acquire(key));
    }

    /** How an acquire of the key fails now. */
    Throwable refusal(PoolGroup<String, ScriptedResource> group, String key) throws Exception {
        return failure(start(group, key));
    }

    /** Opens one on the endpoint, and leaves it idle. */
    void fill(PoolGroup<String, ScriptedResource> group, String... keys) {
        for (String key : keys) {
            acquire(group, key).close();
            runner.settle();
        }
    }

    /** Runs tasks one by one, each on a thread of its own, until one of them hangs in this script. */
    void startUntilHanging(Script script) {
        Stage.await("a call hangs", () -> {
            if (script.hanging() == 0 && runner.pending() > 0) {
                Thread started = runner.startNext();
                Stage.await("it ends or hangs", () -> !started.isAlive() || script.hanging() > 0);
            }
            return script.hanging() > 0;
        });
    }

    int opens(String key) {
        return factory.of(key).opens().calls();
    }

    @Override
    public void close() throws Exception {
        factory.all().opens().release();
        factory.all().closes().release();
        for (AutoCloseable group : groups) {
            group.close();
        }
        runner.settle();
    }
}
