package io.leasehold.gateway;

import io.leasehold.PoolSnapshot;

/**
 * A backend of a gateway. Immutable.
 *
 * @param name as clients name it
 * @param product what its server says it is, with its version; empty if it could not be reached yet
 * @param url without user, password and parameters
 * @param user as whom the gateway logs in
 * @param pool its connections
 */
public record BackendSnapshot(String name, String product, String url, String user, PoolSnapshot pool) {}
