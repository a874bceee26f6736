package io.leasehold.gateway.internal.wire;

import org.apache.thrift.TProcessor;

/** What is behind the transports. Safe for any number of threads. */
@FunctionalInterface
public interface CallHandlers {

    /** Serves the calls of one caller: those of a socket, or the one of a request. */
    TProcessor handlerFor(Caller caller);
}
