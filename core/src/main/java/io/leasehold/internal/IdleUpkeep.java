package io.leasehold.internal;

import io.leasehold.RetireReason;
import org.jspecify.annotations.Nullable;

/** Retires what is idle and too old, idle for too long, ordered away, or more than the pool may have. On the housekeeper. */
final class IdleUpkeep<R> {

    private final EnginePool<R, ?> pool;
    private final long idleTimeout;

    IdleUpkeep(EnginePool<R, ?> pool) {
        this.pool = pool;
        this.idleTimeout = pool.config.idleTimeout().toNanos();
    }

    long upkeep(long now) {
        long next = Long.MAX_VALUE;
        int surplus = pool.places.size() - pool.supply.maximum();
        int spare = pool.places.size() - pool.supply.minimum();
        for (Place<R> place : pool.places.all()) {
            RetireReason reason = dueReason(place, now, surplus > 0, spare > 0);
            if (reason == null) {
                next = Math.min(next, dueIn(place, now, spare > 0));
            } else if (pool.destruction.retireIdle(place, reason)) {
                surplus--;
                spare--;
            } else if (reason != RetireReason.IDLE && place.order == null) {
                place.order = new RetireOrder(reason);
                surplus--;
                spare--;
            }
        }
        return next;
    }

    private @Nullable RetireReason dueReason(Place<R> place, long now, boolean surplus, boolean spare) {
        RetireOrder order = place.order;
        if (order != null) {
            return order.reason();
        }
        if (place.expiresAt != Long.MAX_VALUE && now - place.expiresAt >= 0) {
            return RetireReason.LIFETIME;
        }
        if (surplus) {
            return RetireReason.SURPLUS;
        }
        boolean idleTooLong =
                spare && idleTimeout > 0 && place.status() == PlaceWord.IDLE && now - place.idleSince >= idleTimeout;
        return idleTooLong ? RetireReason.IDLE : null;
    }

    private long dueIn(Place<R> place, long now, boolean spare) {
        long next = place.expiresAt == Long.MAX_VALUE ? Long.MAX_VALUE : place.expiresAt - now;
        if (spare && idleTimeout > 0 && place.status() == PlaceWord.IDLE) {
            next = Math.min(next, place.idleSince + idleTimeout - now);
        }
        return Math.max(0, next);
    }
}
