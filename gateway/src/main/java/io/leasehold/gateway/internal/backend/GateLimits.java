package io.leasehold.gateway.internal.backend;

/**
 * How many may wait for the leases of one backend. Immutable.
 *
 * @param waiting all together; 1,000 by default
 * @param perUser of one user; 100 by default
 * @param perSession of one session; 10 by default
 */
public record GateLimits(int waiting, int perUser, int perSession) {

    public static final GateLimits DEFAULT = new GateLimits(1_000, 100, 10);
}
