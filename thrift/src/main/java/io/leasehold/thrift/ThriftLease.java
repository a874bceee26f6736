package io.leasehold.thrift;

import io.leasehold.Lease;

/**
 * One holder's use of a transport, from acquire until it ends. It may be handed to another thread, but carries one call at a
 * time.
 *
 * @param <C> the generated client
 */
public interface ThriftLease<C> extends AutoCloseable {

    /**
     * A client made for this lease alone. Its calls go through the lease: once that has ended they touch nothing, and fail
     * with a {@link org.apache.thrift.transport.TTransportException} that says how, when and by whom it was ended.
     */
    C client();

    /**
     * Ends the lease and has the transport destroyed. Does nothing if the lease has ended.
     *
     * @param why what was wrong; as at {@link Lease#retire}
     */
    void retire(Throwable why);

    /**
     * Ends the lease. The transport goes back if every message was answered to its end and nothing is left in a buffer, and
     * is destroyed otherwise, whatever was thrown. Only the first call does anything.
     */
    @Override
    void close();
}
