package io.leasehold.spi;

import io.leasehold.Endpoint;

/**
 * Tells how each endpoint of a group opens its resources, and where it leads to. Implementations must be safe for use by many
 * threads.
 *
 * @param <K> what tells endpoints apart: an immutable value with equals and hashCode
 * @param <R> the resource
 * @param <H> the handle a holder gets
 */
@FunctionalInterface
public interface GroupResourceFactory<K, R, H extends LeaseHandle<R>> {

    /**
     * The factory for the resources of one endpoint. Called by the first acquire of a key, on its thread and perhaps more than once,
     * since of two such acquires one wins; must neither block nor open anything.
     */
    ResourceFactory<R, H> factoryOf(K key);

    /** Where the key leads to; by default the key itself is the address. Called as {@link #factoryOf} is. */
    default Endpoint endpointOf(K key) {
        return Endpoint.of(key);
    }
}
