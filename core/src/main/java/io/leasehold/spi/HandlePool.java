package io.leasehold.spi;

import io.leasehold.AcquireException;
import io.leasehold.CannotOpenException;
import io.leasehold.PoolConfig;
import io.leasehold.PoolListener;
import io.leasehold.PoolOperations;
import io.leasehold.internal.Pools;
import org.jspecify.annotations.Nullable;

/**
 * A pool as an adapter sees it: a lease is a handle of the adapter's own class. Safe for use by any number of threads.
 *
 * @param <R> the resource
 * @param <H> the handle
 */
public interface HandlePool<R, H extends LeaseHandle<R>> extends PoolOperations {

    /**
     * Builds a pool and, unless its settings say not to wait, opens its first resource.
     *
     * @param listener told what happens, or null
     * @param ticker whose time it goes by, or null for the system's
     * @param runner who runs its work in the background, or null for the workers that all pools share
     * @throws CannotOpenException if the first open fails for longer than {@link PoolConfig#initializationFailTimeout()}
     */
    static <R, H extends LeaseHandle<R>> HandlePool<R, H> open(
            PoolConfig config,
            ResourceFactory<R, H> factory,
            @Nullable PoolListener listener,
            @Nullable Ticker ticker,
            @Nullable TaskRunner runner) {
        return Pools.ofHandles(config, factory, listener, ticker, runner);
    }

    /**
     * Acquires within the pool's own timeout.
     *
     * @throws AcquireException if there was none to be had
     */
    H acquire();

    /**
     * Acquires within a timeout in nanoseconds; zero tries once.
     *
     * @throws IllegalArgumentException if it is negative
     * @throws AcquireException if there was none to be had
     */
    H acquire(long timeoutNanos);

    /** The settings it was built with; sizes may have been changed since by {@link #resize}. */
    PoolConfig config();
}
