package io.leasehold.thrift;

import org.apache.thrift.transport.TTransport;

/** Puts a layer of the user's own on a connected transport, for a SASL mechanism, say. Safe for many threads. */
@FunctionalInterface
public interface TransportWrapper {

    /**
     * Runs on a worker during an open, within its timeout.
     *
     * @param socket connected, with TLS if that was asked for
     * @param endpoint whom it is connected to
     * @return what reads and writes through {@code socket}; {@link TTransport#open()} is called on it unless it is open
     * @throws Exception makes the open fail; the socket is closed
     */
    TTransport wrap(TTransport socket, ThriftEndpoint endpoint) throws Exception;
}
