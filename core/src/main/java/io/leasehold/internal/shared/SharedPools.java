package io.leasehold.internal.shared;

import io.leasehold.SharedPool;
import io.leasehold.SharedPoolConfig;
import io.leasehold.SharedPoolListener;
import io.leasehold.internal.Engine;
import io.leasehold.spi.ShareHandle;
import io.leasehold.spi.SharedHandlePool;
import io.leasehold.spi.SharedResourceFactory;
import io.leasehold.spi.SimpleSharedFactory;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import org.jspecify.annotations.Nullable;

/** Builds shared pools. */
public final class SharedPools {

    private SharedPools() {}

    public static <K, R> SharedPool<K, R> simple(
            SharedPoolConfig config,
            SimpleSharedFactory<K, R> factory,
            @Nullable SharedPoolListener listener,
            @Nullable Ticker ticker,
            @Nullable TaskRunner runner) {
        return new SimpleSharedPool<>(started(config, new PlainFactory<>(factory), listener, ticker, runner));
    }

    public static <K, R, H extends ShareHandle<R>> SharedHandlePool<K, R, H> ofHandles(
            SharedPoolConfig config,
            SharedResourceFactory<K, R, H> factory,
            @Nullable SharedPoolListener listener,
            @Nullable Ticker ticker,
            @Nullable TaskRunner runner) {
        return started(config, factory, listener, ticker, runner);
    }

    /** Work in the background has the context class loader of whoever builds the pool. */
    private static <K, R, H extends ShareHandle<R>> SharedEngine<K, R, H> started(
            SharedPoolConfig config,
            SharedResourceFactory<K, R, H> factory,
            @Nullable SharedPoolListener listener,
            @Nullable Ticker ticker,
            @Nullable TaskRunner runner) {
        SharedSurroundings around = new SharedSurroundings(
                ticker != null ? ticker : Engine.SHARED.ticker(),
                runner != null ? runner : Engine.SHARED,
                listener,
                Thread.currentThread().getContextClassLoader());
        SharedEngine<K, R, H> pool = new SharedEngine<>(config, factory, around);
        pool.start();
        return pool;
    }
}
