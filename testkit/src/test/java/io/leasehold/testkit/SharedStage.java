package io.leasehold.testkit;

import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.SharedPoolBuilder;
import io.leasehold.SharedPoolEvent;
import io.leasehold.SharedPoolListener;
import io.leasehold.spi.SharedHandlePool;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A shared pool on stepped time and stepped work, and what a test of it needs beside it. For the thread of one test. */
final class SharedStage implements AutoCloseable {

    static final Duration GRACE = Duration.ofSeconds(60);

    final ManualTicker ticker = new ManualTicker();
    final StepRunner runner = new StepRunner(ticker);
    final ScriptedSharedFactory<String> factory = new ScriptedSharedFactory<>();
    final ScriptedShareHandleFactory<String> handles = new ScriptedShareHandleFactory<>(factory);
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<SharedPoolEvent> events = new CopyOnWriteArrayList<>();

    private final List<AutoCloseable> pools = new ArrayList<>();

    /** Settings that a test changes: nothing is checked, and nothing fails fast. */
    SharedPoolBuilder<String, ScriptedSharedResource> settings() {
        return SharedPool.of(factory)
                .name("stage")
                .maximumResources(4)
                .grace(GRACE)
                .failFast(Duration.ZERO)
                .checkInterval(Duration.ZERO)
                .abandonedAfter(Duration.ZERO);
    }

    SharedPool<String, ScriptedSharedResource> pool(
            UnaryOperator<SharedPoolBuilder<String, ScriptedSharedResource>> change) {
        SharedPool<String, ScriptedSharedResource> pool = change.apply(
                        settings().ticker(ticker).runner(runner).listener(recorder()))
                .build();
        pools.add(pool);
        return pool;
    }

    SharedPool<String, ScriptedSharedResource> pool(int maximum) {
        return pool(settings -> settings.maximumResources(maximum));
    }

    SharedHandlePool<String, ScriptedSharedResource, ScriptedShareHandle> handlePool(
            UnaryOperator<SharedPoolBuilder<String, ScriptedSharedResource>> change) {
        SharedHandlePool<String, ScriptedSharedResource, ScriptedShareHandle> pool =
                SharedHandlePool.open(change.apply(settings()).config(), handles, recorder(), ticker, runner);
        pools.add(pool);
        return pool;
    }

    /** A share of what was opened for it if need be. */
    Share<ScriptedSharedResource> acquire(SharedPool<String, ScriptedSharedResource> pool, String key) {
        return stepping(() -> pool.acquire(key));
    }

    ScriptedShareHandle acquire(
            SharedHandlePool<String, ScriptedSharedResource, ScriptedShareHandle> pool, String key) {
        return stepping(() -> pool.acquire(key));
    }

    /** Does it on this thread, while another steps the work in the background. */
    <T> T stepping(Supplier<T> call) {
        AtomicBoolean done = new AtomicBoolean();
        Thread stepper = new Thread(
                () -> {
                    while (!done.get()) {
                        runner.settle();
                        LockSupport.parkNanos(200_000);
                    }
                },
                "stepper");
        stepper.setDaemon(true);
        stepper.start();
        try {
            return call.get();
        } finally {
            done.set(true);
            Stage.join(stepper);
        }
    }

    /** Starts a thread that acquires, and waits until it waits. */
    Doing<Share<ScriptedSharedResource>> waiter(SharedPool<String, ScriptedSharedResource> pool, String key) {
        int parked = ticker.parked();
        Doing<Share<ScriptedSharedResource>> waiter = Stage.start(() -> pool.acquire(key));
        ticker.awaitParked(parked + 1);
        return waiter;
    }

    /** Steps the work in the background until it is done; gives what came of it. */
    <T> T finish(Doing<T> doing) throws Exception {
        Stage.await("the end of " + doing.thread.getName(), () -> {
            runner.settle();
            return doing.isDone();
        });
        return doing.get();
    }

    @Override
    public void close() throws Exception {
        factory.opens().release();
        factory.closes().release();
        factory.checks().release();
        factory.aborts().release();
        for (AutoCloseable pool : pools) {
            pool.close();
        }
        runner.runAll();
    }

    /** Writes down each event, whichever it is. */
    private SharedPoolListener recorder() {
        Class<?> listener = SharedPoolListener.class;
        return (SharedPoolListener) Proxy.newProxyInstance(
                listener.getClassLoader(), new Class<?>[] {listener}, (self, event, given) -> {
                    tell(event.getName(), (SharedPoolEvent) given[0]);
                    return null;
                });
    }

    private void tell(String kind, SharedPoolEvent event) {
        String reason = event.reason() == null ? "" : " " + event.reason();
        String cause =
                event.cause() == null ? "" : ": " + event.cause().getClass().getSimpleName();
        events.add(event);
        told.add(kind + " " + event.key() + reason + cause);
    }
}
