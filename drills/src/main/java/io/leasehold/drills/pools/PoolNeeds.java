package io.leasehold.drills.pools;

import java.time.Duration;

/**
 * What a drill wants of the pool it runs on; each adapter says it in its pool's own settings as far as they go.
 * Immutable; a duration of zero means that the drill does not ask for it.
 *
 * @param size connections, open from the beginning
 * @param acquireTimeout how long a caller waits at most
 * @param checkTimeout how long a liveness check may take, and a close
 * @param openTimeout how long an open may take
 * @param reportAfter when a lease is to be reported as held too long
 * @param term when a lease is to be ended against its holder's will
 * @param abandonedAfter from which age on a dropped handle is to be noticed
 */
public record PoolNeeds(
        int size,
        Duration acquireTimeout,
        Duration checkTimeout,
        Duration openTimeout,
        Duration reportAfter,
        Duration term,
        Duration abandonedAfter) {

    /** A pool of that many connections, on which everything else is set for a drill of a few seconds. */
    public static PoolNeeds size(int size) {
        return new PoolNeeds(
                size,
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
    }

    public PoolNeeds acquireTimeout(Duration value) {
        return new PoolNeeds(size, value, checkTimeout, openTimeout, reportAfter, term, abandonedAfter);
    }

    public PoolNeeds checkTimeout(Duration value) {
        return new PoolNeeds(size, acquireTimeout, value, openTimeout, reportAfter, term, abandonedAfter);
    }

    public PoolNeeds openTimeout(Duration value) {
        return new PoolNeeds(size, acquireTimeout, checkTimeout, value, reportAfter, term, abandonedAfter);
    }

    public PoolNeeds reportAfter(Duration value) {
        return new PoolNeeds(size, acquireTimeout, checkTimeout, openTimeout, value, term, abandonedAfter);
    }

    public PoolNeeds term(Duration value) {
        return new PoolNeeds(size, acquireTimeout, checkTimeout, openTimeout, reportAfter, value, abandonedAfter);
    }

    public PoolNeeds abandonedAfter(Duration value) {
        return new PoolNeeds(size, acquireTimeout, checkTimeout, openTimeout, reportAfter, term, value);
    }
}
