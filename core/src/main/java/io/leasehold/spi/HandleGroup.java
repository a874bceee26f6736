package io.leasehold.spi;

import io.leasehold.AcquireException;
import io.leasehold.EndpointFailedException;
import io.leasehold.PoolGroupConfig;
import io.leasehold.PoolGroupOperations;
import io.leasehold.PoolListener;
import io.leasehold.internal.Pools;
import org.jspecify.annotations.Nullable;

/**
 * A group of pools as an adapter sees it: a lease is a handle of the adapter's own class. Safe for use by any number of threads.
 *
 * @param <K> what tells endpoints apart: an immutable value with equals and hashCode
 * @param <R> the resource
 * @param <H> the handle
 */
public interface HandleGroup<K, R, H extends LeaseHandle<R>> extends PoolGroupOperations<K> {

    /**
     * Builds a group; it opens nothing yet. Its work in the background has the context class loader of the thread that calls
     * this.
     *
     * @param listener told what happens in all endpoints, or null
     * @param ticker whose time it goes by, or null for the system's
     * @param runner who runs its work in the background, or null for the workers that all pools share
     */
    static <K, R, H extends LeaseHandle<R>> HandleGroup<K, R, H> open(
            PoolGroupConfig config,
            GroupResourceFactory<K, R, H> factory,
            @Nullable PoolListener listener,
            @Nullable Ticker ticker,
            @Nullable TaskRunner runner) {
        return Pools.groupOfHandles(config, factory, listener, ticker, runner);
    }

    /**
     * Acquires on the key's endpoint within the group's own timeout.
     *
     * @throws EndpointFailedException at once, if the endpoint fails fast and has none open that could be lent
     * @throws AcquireException if there was none to be had
     */
    H acquire(K key);

    /**
     * Acquires within a timeout in nanoseconds; zero tries once.
     *
     * @throws IllegalArgumentException if it is negative
     * @throws AcquireException if there was none to be had
     */
    H acquire(K key, long timeoutNanos);

    /** The settings it was built with. */
    PoolGroupConfig config();
}
