package io.leasehold.thrift;

import org.apache.thrift.TException;

/**
 * What is done with a client: one call, or several on one transport.
 *
 * @param <C> the generated client
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface ThriftCall<C, T> {

    T call(C client) throws TException;
}
