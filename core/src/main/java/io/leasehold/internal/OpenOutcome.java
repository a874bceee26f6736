package io.leasehold.internal;

import io.leasehold.spi.OpenRefusal;

/**
 * What the pool and its group do once an open has ended and {@link Supply} has counted that. Safe for any thread; holds nothing, and is
 * called with no lock held.
 */
final class OpenOutcome<R> {

    private final EnginePool<R, ?> pool;

    OpenOutcome(EnginePool<R, ?> pool) {
        this.pool = pool;
    }

    /** A resource joins the pool and is offered to who waits. */
    void joins(R resource, long id, long now, int epoch, long tookNanos, boolean checked) {
        long token = pool.firstToken();
        Place<R> place = new Place<>(pool, resource, id, PlaceWord.CHECKING);
        place.provenEpoch = epoch;
        pool.upkeeps.schedule(place, now);
        pool.places.add(place);
        try {
            pool.events.opened(place, tookNanos);
        } finally {
            // nobody else moves the place from here
            if (place.passCheck(PlaceWord.CHECKING, token)) {
                pool.offer(place, token, checked);
            }
        }
    }

    /** A resource that never joined is closed. */
    void discards(R resource, long id, boolean cutOff) {
        pool.destruction.discard(new Place<>(pool, resource, id, PlaceWord.RETIRING), cutOff);
    }

    /** @param room how many may be open from now on, or -1 if that is as before */
    void failed(Throwable why, Probe probe, OpenRefusal refusal, long failures, int room) {
        pool.events.openFailed(why, failures, room);
        if (refusal != OpenRefusal.SERVER_FULL) {
            pool.upkeeps.idleDeaths.openFailed(pool.ticker.nanos());
        }
        pool.room.openFailed(why, probe, refusal, pool.ticker.nanos());
        pool.upkeeps.wake();
        pool.shutdown.somethingEnded();
    }
}
