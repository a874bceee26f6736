package io.leasehold.thrift.internal;

import io.leasehold.Endpoint;
import io.leasehold.PoolGroupConfig;
import io.leasehold.spi.GroupResourceFactory;
import io.leasehold.spi.ResourceFactory;
import io.leasehold.thrift.ThriftEndpoint;

/**
 * Opens transports to each of several servers of one service. Immutable.
 *
 * @param config the same for all of them
 */
public record TransportGroupFactory<C>(PoolGroupConfig group, TransportConfig<C> config, ServerChildCounts counts)
        implements GroupResourceFactory<ThriftEndpoint, ThriftConnection, ClientHandle<C>> {

    @Override
    public ResourceFactory<ThriftConnection, ClientHandle<C>> factoryOf(ThriftEndpoint endpoint) {
        return new TransportFactory<>(endpoint, config, counts);
    }

    /** What one server of the group can do the others can just as well. */
    @Override
    public Endpoint endpointOf(ThriftEndpoint endpoint) {
        return new Endpoint(endpoint, null, config.pool().name());
    }
}
