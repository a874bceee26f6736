package io.leasehold.internal;

import io.leasehold.Pool;
import io.leasehold.PoolConfig;
import io.leasehold.PoolListener;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.LeaseHandle;
import io.leasehold.spi.ResourceFactory;
import io.leasehold.spi.SimpleResourceFactory;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import org.jspecify.annotations.Nullable;

/** Builds pools. */
public final class Pools {

    private Pools() {}

    public static <R> Pool<R> simple(
            PoolConfig config,
            SimpleResourceFactory<R> factory,
            @Nullable PoolListener listener,
            @Nullable Ticker ticker,
            @Nullable TaskRunner runner) {
        return new SimplePool<>(started(config, new SimpleFactory<>(factory), listener, ticker, runner));
    }

    public static <R, H extends LeaseHandle<R>> HandlePool<R, H> ofHandles(
            PoolConfig config,
            ResourceFactory<R, H> factory,
            @Nullable PoolListener listener,
            @Nullable Ticker ticker,
            @Nullable TaskRunner runner) {
        return started(config, factory, listener, ticker, runner);
    }

    private static <R, H extends LeaseHandle<R>> EnginePool<R, H> started(
            PoolConfig config,
            ResourceFactory<R, H> factory,
            @Nullable PoolListener listener,
            @Nullable Ticker ticker,
            @Nullable TaskRunner runner) {
        PoolSurroundings around = new PoolSurroundings(
                ticker != null ? ticker : Engine.SHARED.ticker(), runner != null ? runner : Engine.SHARED, listener);
        EnginePool<R, H> pool = new EnginePool<>(config, factory, around);
        pool.start();
        return pool;
    }
}
