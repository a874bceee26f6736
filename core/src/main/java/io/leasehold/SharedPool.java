package io.leasehold;

import io.leasehold.spi.SimpleSharedFactory;
import java.time.Duration;
import java.util.Optional;

/**
 * Resources that are heavy and meant to be shared: one for each key (or a few), held by as many as like, closed a while
 * after the last of them has gone and never under one. Safe for use by any number of threads, virtual ones included.
 *
 * <pre>{@code
 * try (SharedPool<URI, Client> clients = SharedPool.of((URI uri) -> new Client(uri))
 *                 .name("clients")
 *                 .maximumResources(16)
 *                 .build();
 *         Share<Client> share = clients.acquire(uri)) {
 *     share.resource().call();
 * }
 * }</pre>
 *
 * <p>A key is a value: equal keys share. Its hash is read when it is looked up and never again, so that a key which changes
 * afterwards loses nothing, and its text stands in errors and logs, so that it must hold no secret.
 *
 * @param <K> the key
 * @param <R> the resource
 */
public interface SharedPool<K, R> extends SharedPoolOperations<K> {

    /** Starts to describe a pool of what the factory opens. */
    static <K, R> SharedPoolBuilder<K, R> of(SimpleSharedFactory<K, R> factory) {
        return new SharedPoolBuilder<>(factory);
    }

    /**
     * Acquires a share within the pool's own timeout ({@link SharedPoolConfig#acquireTimeout()}).
     *
     * @throws PoolFullException if there stayed no room to open the key's resource until the deadline
     * @throws CannotOpenException if opening it failed, or took longer than the deadline; the cause is what the factory threw
     * @throws PoolClosedException if the pool is closed or draining
     * @throws AcquireInterruptedException if the thread was interrupted while it waited; its flag is set again
     * @throws IllegalStateException if this is called by the open of the same key
     * @throws IllegalArgumentException if the key is no value: an array, or of a class that has no equals of its own
     */
    Share<R> acquire(K key);

    /**
     * Acquires a share within the timeout. Zero tries once, without waiting for an open.
     *
     * @param timeout zero or more; the deadline it gives is kept within 50 ms, whatever the resource does
     * @throws IllegalArgumentException if the timeout is negative
     * @throws AcquireException as {@link #acquire(Object)}
     */
    Share<R> acquire(K key, Duration timeout);

    /**
     * Acquires a share of what is open. If nothing is, and there is room, an open is begun that a later try may find.
     *
     * @throws PoolClosedException if the pool is closed or draining
     */
    Optional<Share<R>> tryAcquire(K key);

    /**
     * As {@link Share#retire}.
     *
     * @throws IllegalArgumentException if the share is another pool's
     */
    boolean retire(Share<R> share, Retirement how, Throwable why);
}
