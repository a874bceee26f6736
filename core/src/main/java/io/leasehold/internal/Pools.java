package io.leasehold.internal;

import io.leasehold.Pool;
import io.leasehold.PoolConfig;
import io.leasehold.PoolGroup;
import io.leasehold.PoolGroupConfig;
import io.leasehold.PoolListener;
import io.leasehold.spi.GroupResourceFactory;
import io.leasehold.spi.HandleGroup;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.LeaseHandle;
import io.leasehold.spi.ResourceFactory;
import io.leasehold.spi.SimpleGroupFactory;
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

    public static <K, R> PoolGroup<K, R> simpleGroup(
            PoolGroupConfig config,
            SimpleGroupFactory<K, R> factory,
            @Nullable PoolListener listener,
            @Nullable Ticker ticker,
            @Nullable TaskRunner runner) {
        return new SimpleGroup<>(groupOfHandles(config, new KeyedFactory<>(factory), listener, ticker, runner));
    }

    public static <K, R, H extends LeaseHandle<R>> HandleGroup<K, R, H> groupOfHandles(
            PoolGroupConfig config,
            GroupResourceFactory<K, R, H> factory,
            @Nullable PoolListener listener,
            @Nullable Ticker ticker,
            @Nullable TaskRunner runner) {
        EngineGroup<K, R, H> group = new EngineGroup<>(config, factory, surroundings(listener, ticker, runner));
        group.start();
        return group;
    }

    private static <R, H extends LeaseHandle<R>> EnginePool<R, H> started(
            PoolConfig config,
            ResourceFactory<R, H> factory,
            @Nullable PoolListener listener,
            @Nullable Ticker ticker,
            @Nullable TaskRunner runner) {
        EnginePool<R, H> pool = new EnginePool<>(config, factory, surroundings(listener, ticker, runner));
        pool.start();
        return pool;
    }

    /** Work in the background has the context class loader of whoever builds the pool. */
    private static PoolSurroundings surroundings(
            @Nullable PoolListener listener, @Nullable Ticker ticker, @Nullable TaskRunner runner) {
        return new PoolSurroundings(
                ticker != null ? ticker : Engine.SHARED.ticker(),
                runner != null ? runner : Engine.SHARED,
                listener,
                Thread.currentThread().getContextClassLoader());
    }
}
