package io.leasehold.thrift;

import io.leasehold.AcquireException;
import io.leasehold.CannotOpenException;
import io.leasehold.InvalidConfigException;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolFullException;
import io.leasehold.PoolOperations;
import io.leasehold.PoolSnapshot;
import io.leasehold.spi.HandlePool;
import io.leasehold.thrift.internal.ClientHandle;
import io.leasehold.thrift.internal.ServerChildCounts;
import io.leasehold.thrift.internal.ThriftConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.thrift.TException;
import org.apache.thrift.TServiceClient;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TTransportException;

/**
 * Transports to a Thrift server, each lent to one holder at a time with a generated client of its own. Safe for use by any
 * number of threads.
 *
 * <p>A transport goes back only if it is known to be clean: every message that was sent was answered and read to its end, and
 * no buffer holds a byte. An error that the service declares, or a complete {@link org.apache.thrift.TApplicationException},
 * leaves it clean; whatever breaks an exchange off destroys it.
 *
 * <pre>{@code
 * try (ThriftPool<Hbase.Client> pool = ThriftPool.of(Hbase.Client::new).endpoint("localhost", 9090).build();
 *         ThriftLease<Hbase.Client> lease = pool.acquire()) {
 *     lease.client().getTableNames();
 * }
 * }</pre>
 *
 * @param <C> the generated client, a {@link TServiceClient} or what a service framework makes of one
 */
public final class ThriftPool<C> implements PoolOperations {

    private final HandlePool<ThriftConnection, ClientHandle<C>> pool;
    private final boolean retriesUnsent;
    private final ServerChildCounts counts;

    ThriftPool(HandlePool<ThriftConnection, ClientHandle<C>> pool, boolean retriesUnsent, ServerChildCounts counts) {
        this.pool = pool;
        this.retriesUnsent = retriesUnsent;
        this.counts = counts;
    }

    /**
     * Starts to describe a pool.
     *
     * @param clients makes a client over a protocol, {@code Service.Client::new}; called for every lease, on the acquirer's
     *     thread, so it must only construct
     */
    public static <C> ThriftPoolBuilder<C> of(Function<? super TProtocol, ? extends C> clients) {
        return new ThriftPoolBuilder<>(clients);
    }

    /**
     * Acquires within the pool's own timeout.
     *
     * @throws PoolFullException if all places stayed in use until the deadline, or the line of waiters is full
     * @throws CannotOpenException if fewer than the maximum are open because opening fails or hangs
     * @throws PoolClosedException if the pool is closed or draining
     * @throws io.leasehold.AcquireInterruptedException if the thread was interrupted while it waited; its flag is set again
     */
    public ThriftLease<C> acquire() {
        return handle();
    }

    /**
     * Acquires within the timeout. Zero tries once, without waiting for a holder.
     *
     * @param timeout zero or more; the deadline it gives is kept within 50 ms, whatever the server does
     * @throws IllegalArgumentException if the timeout is negative
     * @throws AcquireException as {@link #acquire()}
     */
    public ThriftLease<C> acquire(Duration timeout) {
        return pool.acquire(timeout.toNanos());
    }

    /**
     * Acquires if it can be done without waiting for a holder.
     *
     * @throws PoolClosedException if the pool is closed or draining
     */
    public Optional<ThriftLease<C>> tryAcquire() {
        try {
            return Optional.of(pool.acquire(0));
        } catch (PoolFullException | CannotOpenException none) {
            return Optional.empty();
        }
    }

    /**
     * Acquires, calls and returns. If {@link ThriftPoolBuilder#retryUnsent} was set, the transport fails and nothing was sent
     * through the lease, {@code call} runs once more with another client.
     *
     * @return what {@code call} gave; nothing that still reads from the client
     * @throws TException what {@code call} threw; of two tries the first one's, with the second one's as suppressed
     * @throws AcquireException as {@link #acquire()}
     */
    public <T> T call(ThriftCall<? super C, ? extends T> call) throws TException {
        ClientHandle<C> lease = handle();
        TTransportException first;
        try {
            return call.call(lease.client());
        } catch (TTransportException e) {
            if (!retriesUnsent || lease.hasSent()) {
                throw e;
            }
            first = e;
        } finally {
            lease.close();
        }
        return callAgain(call, first);
    }

    private <T> T callAgain(ThriftCall<? super C, ? extends T> call, TTransportException first) throws TException {
        try (ClientHandle<C> lease = handle()) {
            return call.call(lease.client());
        } catch (TException | AcquireException e) {
            first.addSuppressed(e);
            throw first;
        }
    }

    ClientHandle<C> handle() {
        return pool.acquire();
    }

    ServerChildCounts counts() {
        return counts;
    }

    @Override
    public String name() {
        return pool.name();
    }

    @Override
    public PoolSnapshot snapshot() {
        return pool.snapshot();
    }

    /** @throws InvalidConfigException if either is out of range; nothing is changed then */
    @Override
    public void resize(int minimum, int maximum) {
        pool.resize(minimum, maximum);
    }

    @Override
    public void retireAll() {
        pool.retireAll();
    }

    @Override
    public void pause() {
        pool.pause();
    }

    @Override
    public void resume() {
        pool.resume();
    }

    @Override
    public boolean drain(Duration timeout) {
        return pool.drain(timeout);
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return "Thrift " + pool;
    }
}
