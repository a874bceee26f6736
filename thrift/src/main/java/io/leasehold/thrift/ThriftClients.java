package io.leasehold.thrift;

import io.leasehold.AcquireException;
import io.leasehold.CannotOpenException;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolFullException;
import io.leasehold.thrift.internal.ClientHandle;
import io.leasehold.thrift.internal.ServerChildCounts;
import java.time.Duration;
import java.util.Optional;
import org.apache.thrift.TException;
import org.apache.thrift.transport.TTransportException;

/**
 * Where clients of a Thrift service are leased: a {@link ThriftPool} of one endpoint or a {@link ThriftPoolGroup} of several. Safe
 * for use by any number of threads.
 *
 * @param <C> the generated client
 */
public abstract sealed class ThriftClients<C> implements AutoCloseable permits ThriftPool, ThriftPoolGroup {

    /** What a wait of any length amounts to; longer ones would not fit into nanoseconds. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);

    private final boolean retriesUnsent;
    private final ServerChildCounts counts;

    ThriftClients(boolean retriesUnsent, ServerChildCounts counts) {
        this.retriesUnsent = retriesUnsent;
        this.counts = counts;
    }

    /** As it stands in errors, logs and events. */
    public abstract String name();

    /**
     * Acquires within the pool's own timeout.
     *
     * @throws PoolFullException if all places stayed in use until the deadline, or the line of waiters is full
     * @throws CannotOpenException if fewer than the maximum are open because opening fails or hangs
     * @throws PoolClosedException if the pool is closed or draining
     * @throws io.leasehold.AcquireInterruptedException if the thread was interrupted while it waited; its flag is set again
     */
    public final ThriftLease<C> acquire() {
        return handle();
    }

    /**
     * Acquires within the timeout. Zero tries once, without waiting for a holder.
     *
     * @param timeout zero or more; the deadline it gives is kept within 50 ms, whatever the server does
     * @throws IllegalArgumentException if the timeout is negative
     * @throws AcquireException as {@link #acquire()}
     */
    public final ThriftLease<C> acquire(Duration timeout) {
        return handle((timeout.compareTo(LONGEST_WAIT) < 0 ? timeout : LONGEST_WAIT).toNanos());
    }

    /**
     * Acquires if it can be done without waiting for a holder.
     *
     * @throws PoolClosedException if the pool is closed or draining
     */
    public final Optional<ThriftLease<C>> tryAcquire() {
        try {
            return Optional.of(handle(0));
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
    public final <T> T call(ThriftCall<? super C, ? extends T> call) throws TException {
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

    /** Closes the pool: what is out is revoked. A second call does nothing. */
    @Override
    public abstract void close();

    abstract ClientHandle<C> handle();

    abstract ClientHandle<C> handle(long timeoutNanos);

    final ServerChildCounts counts() {
        return counts;
    }
}
