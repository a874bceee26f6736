package io.leasehold;

import io.leasehold.spi.SimpleResourceFactory;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Resources of one kind, each lent to one holder at a time. Safe for use by any number of threads, virtual ones included.
 *
 * <pre>{@code
 * try (Pool<Socket> pool = Pool.of(() -> new Socket(host, port)).name("mail").maximumSize(8).build();
 *         Lease<Socket> lease = pool.acquire()) {
 *     talk(lease.resource());
 * }
 * }</pre>
 *
 * @param <R> the resource
 */
public interface Pool<R> extends PoolOperations {

    /** Starts to describe a pool of what the factory opens. */
    static <R> PoolBuilder<R> of(SimpleResourceFactory<R> factory) {
        return new PoolBuilder<>(factory);
    }

    /**
     * Acquires within the pool's own timeout ({@link PoolConfig#acquireTimeout()}).
     *
     * @throws PoolFullException if all places stayed in use until the deadline, or the line of waiters is full
     * @throws CannotOpenException if fewer than the maximum are open because opening fails or hangs
     * @throws PoolClosedException if the pool is closed or draining
     * @throws AcquireInterruptedException if the thread was interrupted while it waited; its flag is set again
     */
    Lease<R> acquire();

    /**
     * Acquires within the timeout. Zero tries once, without waiting for a holder.
     *
     * @param timeout zero or more; the deadline it gives is kept within 50 ms, whatever the resource does
     * @throws IllegalArgumentException if the timeout is negative
     * @throws AcquireException as {@link #acquire()}
     */
    Lease<R> acquire(Duration timeout);

    /**
     * Acquires if it can be done without waiting for a holder.
     *
     * @throws PoolClosedException if the pool is closed or draining
     */
    Optional<Lease<R>> tryAcquire();

    /**
     * A lazy result that is its own lease: a resource is acquired now and goes back when the stream is exhausted or
     * closed; an error from it retires the resource.
     *
     * <p>Terminal operations do not close a stream, and one that stops early ({@code findFirst}, {@code limit}) does
     * not exhaust it, so hold it in try-with-resources:
     *
     * <pre>{@code
     * try (Stream<Row> rows = pool.stream(connection -> connection.scan("table"))) {
     *     rows.limit(10).forEach(this::print);
     * }
     * }</pre>
     *
     * @param open called once, on this thread, with the leased resource; it may throw anything
     * @throws Exception what {@code open} threw, after the resource was retired
     * @throws AcquireException as {@link #acquire()}
     */
    <T> Stream<T> stream(ThrowingFunction<? super R, ? extends Iterator<? extends T>> open) throws Exception;
}
