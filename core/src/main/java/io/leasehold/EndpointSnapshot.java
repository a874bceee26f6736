package io.leasehold;

import org.jspecify.annotations.Nullable;

/**
 * One endpoint of a group. Immutable.
 *
 * @param endpoint which
 * @param pool its pool
 * @param failure why it fails fast, or null if it does not
 */
public record EndpointSnapshot(
        Endpoint endpoint, PoolSnapshot pool, @Nullable EndpointFailure failure) {}
