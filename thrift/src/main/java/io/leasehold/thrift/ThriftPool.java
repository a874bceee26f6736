package io.leasehold.thrift;

import io.leasehold.InvalidConfigException;
import io.leasehold.PoolOperations;
import io.leasehold.PoolSnapshot;
import io.leasehold.spi.HandlePool;
import io.leasehold.thrift.internal.ClientHandle;
import io.leasehold.thrift.internal.ServerChildCounts;
import io.leasehold.thrift.internal.ThriftConnection;
import java.time.Duration;
import java.util.function.Function;
import org.apache.thrift.TServiceClient;
import org.apache.thrift.protocol.TProtocol;

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
public final class ThriftPool<C> extends ThriftClients<C> implements PoolOperations {

    private final HandlePool<ThriftConnection, ClientHandle<C>> pool;

    ThriftPool(HandlePool<ThriftConnection, ClientHandle<C>> pool, boolean retriesUnsent, ServerChildCounts counts) {
        super(retriesUnsent, counts);
        this.pool = pool;
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

    @Override
    ClientHandle<C> handle() {
        return pool.acquire();
    }

    @Override
    ClientHandle<C> handle(long timeoutNanos) {
        return pool.acquire(timeoutNanos);
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
