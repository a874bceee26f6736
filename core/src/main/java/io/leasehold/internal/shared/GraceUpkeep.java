package io.leasehold.internal.shared;

/**
 * Ends graces. On the housekeeper.
 *
 * <p>A grace is counted from when a resource was first seen idle, so that returning a share reads no clock and a clock that is
 * late ends no grace early. One that was shared in between shows that ({@link SharedResource}), and its grace begins anew.
 */
final class GraceUpkeep<R> {

    private static final long LEAST_PERIOD = 10_000_000;
    private static final long MOST_PERIOD = 1_000_000_000;

    private final SharedEngine<?, R, ?> pool;
    private final long grace;
    private final long period;

    GraceUpkeep(SharedEngine<?, R, ?> pool) {
        this.pool = pool;
        this.grace = pool.config.grace().toNanos();
        this.period = Math.max(LEAST_PERIOD, Math.min(MOST_PERIOD, grace / 8));
    }

    long upkeep(long now) {
        long next = Long.MAX_VALUE;
        for (SharedResource<R> resource : pool.resources) {
            if (resource.isOpen()) {
                next = Math.min(next, watch(resource, now));
            }
        }
        return next;
    }

    private long watch(SharedResource<R> resource, long now) {
        if (!resource.inGrace || !resource.isUnused()) {
            resource.inGrace = false;
            if (!resource.beginGrace()) {
                return period;
            }
            resource.idleSince = now;
            resource.inGrace = true;
        }
        long left = grace - (now - resource.idleSince);
        if (left > 0) {
            return Math.min(left, period);
        }
        return pool.closing.closeUnused(resource) ? Long.MAX_VALUE : period;
    }
}
