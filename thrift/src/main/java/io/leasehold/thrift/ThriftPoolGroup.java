package io.leasehold.thrift;

import io.leasehold.AcquireException;
import io.leasehold.CannotOpenException;
import io.leasehold.EndpointFailedException;
import io.leasehold.PoolFullException;
import io.leasehold.PoolGroupOperations;
import io.leasehold.PoolGroupSnapshot;
import io.leasehold.spi.HandleGroup;
import io.leasehold.thrift.internal.ClientHandle;
import io.leasehold.thrift.internal.ServerChildCounts;
import io.leasehold.thrift.internal.ThriftConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Transports to several servers of one service, with a limit for each and one for all. Safe for use by any number of threads.
 *
 * <p>Who does not say which server gets the next one in turn. One that cannot be reached fails fast for a while and is passed by;
 * one whose places are all taken is waited for.
 *
 * @param <C> the generated client
 */
public final class ThriftPoolGroup<C> extends ThriftClients<C> implements PoolGroupOperations<ThriftEndpoint> {

    private final HandleGroup<ThriftEndpoint, ThriftConnection, ClientHandle<C>> group;
    private final List<ThriftEndpoint> endpoints;
    private final AtomicInteger turn = new AtomicInteger();

    ThriftPoolGroup(
            HandleGroup<ThriftEndpoint, ThriftConnection, ClientHandle<C>> group,
            List<ThriftEndpoint> endpoints,
            boolean retriesUnsent,
            ServerChildCounts counts) {
        super(retriesUnsent, counts);
        this.group = group;
        this.endpoints = endpoints;
    }

    /** The servers, in the order in which they were given. */
    public List<ThriftEndpoint> endpoints() {
        return endpoints;
    }

    /**
     * Acquires a client of this server and no other.
     *
     * @throws IllegalArgumentException if it is none of {@link #endpoints()}
     * @throws EndpointFailedException at once, if the server fails fast and has no transport open that could be lent
     * @throws PoolFullException if all that the endpoint or the group may have stayed leased until the deadline
     * @throws AcquireException as {@link #acquire()}
     */
    public ThriftLease<C> acquire(ThriftEndpoint endpoint) {
        if (!endpoints.contains(endpoint)) {
            throw new IllegalArgumentException(endpoint + " is none of " + name() + "'s endpoints: " + endpoints);
        }
        return group.acquire(endpoint);
    }

    @Override
    ClientHandle<C> handle() {
        return handle(group.config().each().acquireTimeout().toNanos());
    }

    /** From the next endpoint in turn, or from the first after it that can be opened. */
    @Override
    ClientHandle<C> handle(long timeoutNanos) {
        long begin = System.nanoTime();
        int first = Math.floorMod(turn.getAndIncrement(), endpoints.size());
        CannotOpenException failure = null;
        for (int i = 0; i < endpoints.size(); i++) {
            long left = i == 0 ? timeoutNanos : Math.max(0, timeoutNanos - (System.nanoTime() - begin));
            try {
                return group.acquire(endpoints.get((first + i) % endpoints.size()), left);
            } catch (CannotOpenException e) {
                failure = joined(failure, e);
            }
        }
        throw failure == null ? new IllegalStateException("a group has at least one endpoint") : failure;
    }

    private static CannotOpenException joined(@Nullable CannotOpenException first, CannotOpenException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }

    @Override
    public String name() {
        return group.name();
    }

    @Override
    public PoolGroupSnapshot snapshot() {
        return group.snapshot();
    }

    @Override
    public void retire(ThriftEndpoint endpoint) {
        group.retire(endpoint);
    }

    @Override
    public void retireAll() {
        group.retireAll();
    }

    @Override
    public boolean drain(Duration timeout) {
        return group.drain(timeout);
    }

    @Override
    public void close() {
        group.close();
    }

    @Override
    public String toString() {
        return "Thrift group '" + name() + "' of " + endpoints;
    }
}
