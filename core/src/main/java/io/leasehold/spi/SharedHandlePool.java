package io.leasehold.spi;

import io.leasehold.AcquireException;
import io.leasehold.Retirement;
import io.leasehold.SharedPoolConfig;
import io.leasehold.SharedPoolListener;
import io.leasehold.SharedPoolOperations;
import io.leasehold.internal.shared.SharedPools;
import org.jspecify.annotations.Nullable;

/**
 * A shared pool as an adapter sees it: a share is a handle of the adapter's own class. Safe for use by any number of threads.
 *
 * @param <K> the key
 * @param <R> the resource
 * @param <H> the handle
 */
public interface SharedHandlePool<K, R, H extends ShareHandle<R>> extends SharedPoolOperations<K> {

    /**
     * Builds a pool. Nothing is opened before the first acquire.
     *
     * @param listener told what happens, or null
     * @param ticker whose time it goes by, or null for the system's
     * @param runner who runs its work in the background, or null for the workers that all pools share
     */
    static <K, R, H extends ShareHandle<R>> SharedHandlePool<K, R, H> open(
            SharedPoolConfig config,
            SharedResourceFactory<K, R, H> factory,
            @Nullable SharedPoolListener listener,
            @Nullable Ticker ticker,
            @Nullable TaskRunner runner) {
        return SharedPools.ofHandles(config, factory, listener, ticker, runner);
    }

    /**
     * Acquires a share within the pool's own timeout.
     *
     * @throws AcquireException if there was none to be had
     */
    H acquire(K key);

    /**
     * Acquires a share within a timeout in nanoseconds; zero tries once.
     *
     * @throws IllegalArgumentException if it is negative
     * @throws AcquireException if there was none to be had
     */
    H acquire(K key, long timeoutNanos);

    /**
     * Ends this share and has its resource never be shared again.
     *
     * @param how what becomes of its other holders
     * @return whether this call ended the share
     * @throws IllegalArgumentException if the handle is another pool's
     * @throws IllegalStateException if two retired resources of its key have holders still, and these are to be kept
     */
    boolean retire(H handle, Retirement how, @Nullable Throwable why);

    /** The settings it was built with. */
    SharedPoolConfig config();
}
