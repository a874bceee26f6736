package io.leasehold.internal;

import io.leasehold.RetireReason;

/** Retires what is idle and too old, idle for too long, ordered away, or more than the pool may have. On the housekeeper. */
final class IdleUpkeep<R> {

    private final EnginePool<R, ?> pool;
    private final long idleTimeout;

    IdleUpkeep(EnginePool<R, ?> pool) {
        this.pool = pool;
        this.idleTimeout = pool.config.idleTimeout().toNanos();
    }

    long upkeep(long now) {
        Place<R>[] places = pool.places.all();
        int staying = retireOrdered(places, now);
        staying -= retireSurplus(places, staying - pool.supply.maximum());
        int spare = staying - pool.supply.minimum();
        long next = Long.MAX_VALUE;
        for (Place<R> place : places) {
            if (place.order != null) {
                continue;
            }
            boolean idleTooLong = spare > 0
                    && idleTimeout > 0
                    && place.status() == PlaceWord.IDLE
                    && now - place.idleSince >= idleTimeout;
            if (idleTooLong && pool.destruction.retireIdle(place, RetireReason.IDLE)) {
                spare--;
            } else {
                next = Math.min(next, dueIn(place, now, spare > 0));
            }
        }
        return next;
    }

    /** Retires those ordered away as soon as they are idle, those past their lifetime included; gives how many stay. */
    private int retireOrdered(Place<R>[] places, long now) {
        int staying = 0;
        for (Place<R> place : places) {
            if (place.order == null && place.expiresAt != Long.MAX_VALUE && now - place.expiresAt >= 0) {
                place.order = new RetireOrder(RetireReason.LIFETIME);
            }
            RetireOrder order = place.order;
            if (order != null) {
                pool.destruction.retireIdle(place, order.reason());
            } else if (place.isOpen()) {
                staying++;
            }
        }
        return staying;
    }

    /** Idle ones go first, and at once; of the others so many are ordered away as are too many still. Gives how many go. */
    private int retireSurplus(Place<R>[] places, int surplus) {
        int gone = 0;
        for (int i = 0; i < places.length && gone < surplus; i++) {
            if (places[i].order == null && pool.destruction.retireIdle(places[i], RetireReason.SURPLUS)) {
                gone++;
            }
        }
        for (int i = 0; i < places.length && gone < surplus; i++) {
            if (places[i].order == null && places[i].isOpen()) {
                places[i].order = new RetireOrder(RetireReason.SURPLUS);
                gone++;
            }
        }
        return gone;
    }

    private long dueIn(Place<R> place, long now, boolean spare) {
        long next = place.expiresAt == Long.MAX_VALUE ? Long.MAX_VALUE : place.expiresAt - now;
        if (spare && idleTimeout > 0 && place.status() == PlaceWord.IDLE) {
            next = Math.min(next, place.idleSince + idleTimeout - now);
        }
        return Math.max(0, next);
    }
}
