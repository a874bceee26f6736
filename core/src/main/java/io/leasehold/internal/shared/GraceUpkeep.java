package io.leasehold.internal.shared;

import io.leasehold.RetireReason;

/**
 * Ends graces. On the housekeeper.
 *
 * <p>A grace is counted from when a resource was first seen idle, by its word, so that returning a share reads no clock and
 * a clock that is late ends no grace early. A word that was shared in between is another one, and its grace begins anew.
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
            long word = resource.word();
            if (CountWord.isIdle(word)) {
                next = Math.min(next, watch(resource, word, now));
            } else if (CountWord.isOpen(word)) {
                next = Math.min(next, period);
            }
        }
        return next;
    }

    private long watch(SharedResource<R> resource, long idle, long now) {
        if (resource.idleWord != idle) {
            resource.idleSince = now;
            resource.idleWord = idle;
        }
        long left = grace - (now - resource.idleSince);
        if (left > 0) {
            return Math.min(left, period);
        }
        pool.closing.closeIdle(resource, idle, RetireReason.IDLE);
        return Long.MAX_VALUE;
    }
}
