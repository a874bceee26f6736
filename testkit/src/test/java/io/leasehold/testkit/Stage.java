package io.leasehold.testkit;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolBuilder;
import io.leasehold.spi.HandlePool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A pool on stepped time and stepped work, and what a test of it needs beside it. For the thread of one test. */
public final class Stage implements AutoCloseable {

    public final ManualTicker ticker;
    public final StepRunner runner;
    public final ScriptedFactory factory = new ScriptedFactory();
    public final ScriptedHandleFactory handles = new ScriptedHandleFactory(factory);
    public final RecordingListener listener = new RecordingListener();

    private final List<AutoCloseable> pools = new ArrayList<>();

    public Stage() {
        this(new ManualTicker());
    }

    public Stage(ManualTicker ticker) {
        this.ticker = ticker;
        this.runner = new StepRunner(ticker);
    }

    /** Settings that a test changes: no upkeep but what it asks for, long bypass, nothing opened at first. */
    public PoolBuilder<ScriptedResource> settings() {
        return Pool.of(factory)
                .name("stage")
                .initializationFailTimeout(Duration.ofMillis(-1))
                .aliveBypass(Duration.ofHours(1))
                .idleTimeout(Duration.ZERO)
                .maximumLifetime(Duration.ZERO)
                .keepaliveTime(Duration.ZERO);
    }

    public Pool<ScriptedResource> pool(UnaryOperator<PoolBuilder<ScriptedResource>> change) {
        Pool<ScriptedResource> pool = change.apply(
                        settings().ticker(ticker).runner(runner).listener(listener))
                .build();
        pools.add(pool);
        return pool;
    }

    public Pool<ScriptedResource> pool(int maximum) {
        return pool(settings -> settings.maximumSize(maximum));
    }

    /** A pool whose leases do not give the resource out. */
    public HandlePool<ScriptedResource, ScriptedHandle> handlePool(
            UnaryOperator<PoolBuilder<ScriptedResource>> change) {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                HandlePool.open(change.apply(settings()).config(), handles, null, ticker, runner);
        pools.add(pool);
        return pool;
    }

    public HandlePool<ScriptedResource, ScriptedHandle> handlePool(int maximum) {
        return handlePool(settings -> settings.maximumSize(maximum));
    }

    /** A resource that was opened for this acquire if need be. */
    public Lease<ScriptedResource> acquire(Pool<ScriptedResource> pool) {
        return await(pool::acquire);
    }

    public ScriptedHandle acquire(HandlePool<ScriptedResource, ScriptedHandle> pool) {
        return await(pool::acquire);
    }

    /** Opens so many, and leaves them idle. */
    public void fill(Pool<ScriptedResource> pool, int count) {
        List<Lease<ScriptedResource>> leases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leases.add(acquire(pool));
        }
        leases.forEach(Lease::close);
        runner.runAll();
    }

    /** Opens so many, and leaves them idle. */
    public void fill(HandlePool<ScriptedResource, ScriptedHandle> pool, int count) {
        List<ScriptedHandle> leases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leases.add(acquire(pool));
        }
        leases.forEach(ScriptedHandle::close);
        runner.runAll();
    }

    private <T> T await(Callable<T> call) {
        return whileStepping(runner, call);
    }

    /** Does it on this thread, while another steps the work in the background. */
    static <T> T whileStepping(StepRunner runner, Callable<T> call) {
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
            return call.call();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            done.set(true);
            join(stepper);
        }
    }

    /** Steps the work in the background until it is done; gives what came of it. */
    public <T> T finish(Doing<T> doing) throws Exception {
        await("the end of " + doing.thread.getName(), () -> {
            runner.settle();
            return doing.isDone();
        });
        return doing.get();
    }

    /** Starts a thread that does it. */
    public static <T> Doing<T> start(Callable<T> call) {
        return new Doing<>(call, "actor");
    }

    /** An error that fails whoever asks it for its cause, as who logs it does. */
    static AssertionError unloggable() {
        return new AssertionError("broken") {
            @Override
            public synchronized Throwable getCause() {
                throw new UnsupportedOperationException("the cause cannot be told");
            }
        };
    }

    /** Waits until it is so. */
    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited in vain for: " + what);
            }
            LockSupport.parkNanos(500_000);
        }
    }

    public static void join(Thread thread) {
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(60));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError(thread.getName() + " does not end: " + List.of(thread.getStackTrace()));
        }
    }

    @Override
    public void close() throws Exception {
        factory.opens().release();
        factory.closes().release();
        factory.checks().release();
        factory.aborts().release();
        factory.resets().release();
        for (AutoCloseable pool : pools) {
            pool.close();
        }
    }
}
