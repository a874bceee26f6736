package io.leasehold;

import io.leasehold.spi.SimpleGroupFactory;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pool for each endpoint, a limit for each and one for all. Endpoints come with the first acquire of their key and go when nothing
 * has been open on them for a while. Safe for use by any number of threads, virtual ones included.
 *
 * <p>Where the limit for all is reached, who needs a new resource waits in one line with those of all other endpoints, and idle
 * resources of other endpoints are closed for them. An endpoint whose open failed fails fast for a while, and so do all others on
 * its address if that could not be reached; then one open at a time is tried.
 *
 * <pre>{@code
 * try (PoolGroup<HostAndPort, Connection> nodes = PoolGroup.of(node -> connect(node))
 *         .name("nodes")
 *         .maximumSize(200)
 *         .maximumPerEndpoint(8)
 *         .build()) {
 *     try (Lease<Connection> lease = nodes.acquire(node)) {
 *         lease.resource().send(request);
 *     }
 * }
 * }</pre>
 *
 * @param <K> what tells endpoints apart: an immutable value with equals and hashCode
 * @param <R> the resource that is pooled
 */
public interface PoolGroup<K, R> extends PoolGroupOperations<K> {

    /** Describes a group whose resources come from this factory; {@link PoolGroupBuilder#build()} makes it. */
    static <K, R> PoolGroupBuilder<K, R> of(SimpleGroupFactory<K, R> factory) {
        return new PoolGroupBuilder<>(factory);
    }

    /**
     * Acquires a resource of the key's endpoint within {@link PoolConfig#acquireTimeout()}.
     *
     * @throws PoolFullException if all that the endpoint or the group may have stayed leased until the deadline
     * @throws EndpointFailedException at once, if the endpoint fails fast and has none open that could be lent
     * @throws CannotOpenException if fewer are open, because opening them fails or hangs
     * @throws PoolClosedException if the group is closed or draining
     * @throws AcquireInterruptedException if the thread was interrupted while it waited; its interrupt flag is set
     * @throws IllegalArgumentException if the key is no value: an array, or of a class that has no equals of its own
     */
    Lease<R> acquire(K key);

    /**
     * Acquires within a timeout, which replaces the group's.
     *
     * @param timeout zero tries once without waiting
     * @throws IllegalArgumentException if the timeout is negative
     * @throws AcquireException as {@link #acquire(Object)}
     */
    Lease<R> acquire(K key, Duration timeout);

    /**
     * Acquires a resource if one is free at once.
     *
     * @throws PoolClosedException if the group is closed or draining
     */
    Optional<Lease<R>> tryAcquire(K key);

    /**
     * Leases a resource of the key's endpoint to a lazy result: the stream is the lease, as with {@link Pool#stream}.
     *
     * @throws AcquireException if there was none to be had
     * @throws Exception what the function throws; the lease has then ended
     */
    <T> Stream<T> stream(K key, ThrowingFunction<? super R, ? extends Iterator<? extends T>> open) throws Exception;
}
