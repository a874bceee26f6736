package io.leasehold.internal;

import io.leasehold.RetireReason;
import io.leasehold.spi.LeaseHandle;
import org.jspecify.annotations.Nullable;

/**
 * Closes what is never lent again, on workers: politely, or by cutting it off where a call may be inside. A close that hangs
 * is followed by an abort; what does not yield to that is lost. Safe for any thread.
 *
 * <p>A place that is RETIRING is on its way in four steps: it has its one {@link Farewell}, the group counts it, and the mark of that is
 * stored without a call after it; the farewell is in flight, and run by upkeep if need be; and the place is taken out of the pool. An
 * error may strike at any: as long as the place stands in the pool {@link LeftBehind} goes on from there, and each step is taken once.
 */
final class Destruction<R> {

    private final EnginePool<R, ?> pool;

    Destruction(EnginePool<R, ?> pool) {
        this.pool = pool;
    }

    /**
     * Takes a place that is RETIRING out of the pool and has its resource closed.
     *
     * @param idle for how long it had been idle; 0 if it was leased
     */
    void destroy(Place<R> place, RetireReason reason, long idle, @Nullable Throwable why, boolean cutOff) {
        Farewell farewell = leaves(place, reason == RetireReason.MADE_ROOM, cutOff);
        try {
            pool.places.remove(place);
            pool.events.retired(place, reason, idle, why);
        } finally {
            pool.upkeeps.calls.startChore(farewell);
        }
    }

    /** Whatever becomes of the caller from here on, upkeep has the farewell run. */
    private Farewell leaves(Place<R> place, boolean madeRoom, boolean cutOff) {
        Farewell farewell = place.farewell(new Farewell(
                pool.upkeeps.calls,
                new Leaving(place, cutOff),
                pool.config.closeTimeout().toNanos(),
                cutOff));
        if (!farewell.counted) {
            pool.room.leaving(madeRoom);
            farewell.madeRoom = madeRoom;
            farewell.counted = true;
        }
        pool.upkeeps.calls.count(farewell);
        return farewell;
    }

    /** Has what was never lent, and stands in no array, closed: nobody was told that it was open. */
    void discard(Place<R> place, boolean cutOff) {
        pool.upkeeps.calls.startChore(leaves(place, false, cutOff));
    }

    /** What is RETIRING, or DEAD, and stands in the pool still: who retired it died on the way. */
    void resume(Place<R> place) {
        Farewell farewell = place.farewell();
        if (farewell == null || !pool.upkeeps.calls.wasStarted(farewell)) {
            destroy(place, RetireReason.UNKNOWN_STATE, 0, null, true);
        } else {
            pool.places.remove(place);
        }
    }

    /** Retires a place if it is idle still; gives false if it is not. */
    boolean retireIdle(Place<R> place, RetireReason reason) {
        long word = place.word();
        if (PlaceWord.status(word) != PlaceWord.IDLE || !place.condemn(word)) {
            return false;
        }
        destroy(place, reason, idle(place), null, false);
        return true;
    }

    /** For how long a place has been idle that nobody has leased since. */
    long idle(Place<R> place) {
        return Math.max(0, pool.ticker.nanos() - place.idleSince);
    }

    /**
     * Retires what is idle now, and the rest as it comes back. What came back while this looked may be idle and have an order
     * nobody read: the new epoch keeps it from being lent before it was looked at.
     */
    void retireAll(RetireReason reason) {
        for (Place<R> place : pool.places.all()) {
            place.order = new RetireOrder(reason);
            retireIdle(place, reason);
        }
        pool.suspectSiblings();
    }

    private void gone(Place<R> place, boolean wasLost) {
        place.bury();
        if (wasLost) {
            pool.supply.found();
        } else {
            pool.room.left();
            pool.supply.freed();
        }
        pool.shutdown.somethingEnded();
    }

    private void lost(Place<R> place) {
        pool.room.left();
        pool.supply.lost();
        pool.events.lost(place, pool.config.closeTimeout().toNanos());
        pool.shutdown.somethingEnded();
    }

    /** One place's resource on its way out. */
    private final class Leaving implements Farewell.Leaving {

        private final Place<R> place;
        private final @Nullable LeaseHandle<?> handle;

        Leaving(Place<R> place, boolean cutOff) {
            this.place = place;
            this.handle = cutOff ? place.box.handle() : null;
        }

        @Override
        public void close() throws Exception {
            pool.factory.close(place.resource);
        }

        @Override
        public void abort() throws Exception {
            pool.abort(place.resource, handle != null ? handle : place.box.handle());
        }

        @Override
        public void closeFailed(Throwable why) {
            pool.events.closeFailed(why);
        }

        @Override
        public void abortFailed(Throwable why) {
            pool.events.abortFailed(place, why);
        }

        @Override
        public void gone(boolean wasLost) {
            Destruction.this.gone(place, wasLost);
        }

        @Override
        public void lost() {
            Destruction.this.lost(place);
        }
    }
}
