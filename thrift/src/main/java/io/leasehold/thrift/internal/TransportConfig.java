package io.leasehold.thrift.internal;

import io.leasehold.PoolConfig;
import io.leasehold.thrift.HostResolver;
import io.leasehold.thrift.ThriftCall;
import io.leasehold.thrift.TransportWrapper;
import java.time.Duration;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolFactory;
import org.jspecify.annotations.Nullable;

/**
 * How transports are opened and clients are made, the same for all endpoints of a pool. Immutable; what is given in
 * must be safe for many threads.
 *
 * @param check the named call, or null if there is none
 * @param checksByCall whether liveness is asked by the named call, and not by a read-peek
 * @param balanced whether there may be several servers behind one endpoint
 * @param maximumMessageSize bytes of a message or a frame
 */
public record TransportConfig<C>(
        PoolConfig pool,
        Function<? super TProtocol, ? extends C> clients,
        TProtocolFactory protocols,
        boolean framed,
        Duration connectTimeout,
        Duration readTimeout,
        int maximumMessageSize,
        HostResolver resolver,
        @Nullable SSLContext tls,
        @Nullable TransportWrapper wrapper,
        @Nullable ThriftCall<? super C, ?> check,
        boolean checksByCall,
        boolean balanced) {}
