package io.leasehold.internal;

import io.leasehold.RetireReason;
import io.leasehold.spi.LeaseHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Closes what is never lent again, on workers: politely, or by cutting it off where a call may be inside. A close that hangs
 * is followed by an abort; what does not yield to that is lost. Safe for any thread.
 */
final class Destruction<R> {

    private final EnginePool<R, ?> pool;
    private final AtomicInteger closing = new AtomicInteger();

    Destruction(EnginePool<R, ?> pool) {
        this.pool = pool;
    }

    int closing() {
        return closing.get();
    }

    /**
     * Takes a place that is RETIRING out of the pool and has its resource closed.
     *
     * @param idle for how long it had been idle; 0 if it was leased
     */
    void destroy(Place<R> place, RetireReason reason, long idle, @Nullable Throwable why, boolean cutOff) {
        closing.incrementAndGet();
        pool.room.leaving(reason == RetireReason.MADE_ROOM);
        pool.places.remove(place);
        try {
            pool.events.retired(place, reason, idle, why);
        } finally {
            close(place, cutOff);
        }
    }

    private void close(Place<R> place, boolean cutOff) {
        pool.upkeeps.calls.startChore(new Farewell(
                pool.upkeeps.calls,
                new Leaving(place, cutOff),
                pool.config.closeTimeout().toNanos(),
                cutOff));
    }

    /** Has what was never lent, and stands in no array, closed: nobody was told that it was open. */
    void discard(Place<R> place, boolean cutOff) {
        closing.incrementAndGet();
        pool.room.leaving(false);
        close(place, cutOff);
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
            closing.decrementAndGet();
            pool.room.left();
            pool.supply.freed();
        }
        pool.shutdown.somethingEnded();
    }

    private void lost(Place<R> place) {
        closing.decrementAndGet();
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
