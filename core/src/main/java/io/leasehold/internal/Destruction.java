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

    /** Takes a place that is RETIRING out of the pool and has its resource closed. */
    void destroy(Place<R> place, RetireReason reason, @Nullable Throwable why, boolean cutOff) {
        boolean wasIdle = reason == RetireReason.IDLE || reason == RetireReason.DEAD || reason == RetireReason.LIFETIME;
        destroy(place, reason, wasIdle ? Math.max(0, pool.ticker.nanos() - place.idleSince) : 0, why, cutOff);
    }

    /** As above, for what had been idle for so long. */
    void destroy(Place<R> place, RetireReason reason, long idle, @Nullable Throwable why, boolean cutOff) {
        closing.incrementAndGet();
        pool.places.remove(place);
        try {
            pool.events.retired(place, reason, idle, why);
        } finally {
            pool.upkeeps.calls.start(new Farewell(place, cutOff));
        }
    }

    /** Has what was never lent, and stands in no array, closed: nobody was told that it was open. */
    void discard(Place<R> place, boolean cutOff) {
        closing.incrementAndGet();
        pool.upkeeps.calls.start(new Farewell(place, cutOff));
    }

    /** Retires a place if it is idle still; gives false if it is not. */
    boolean retireIdle(Place<R> place, RetireReason reason) {
        long word = place.word();
        if (PlaceWord.status(word) != PlaceWord.IDLE || !place.condemn(word)) {
            return false;
        }
        destroy(place, reason, null, false);
        return true;
    }

    /**
     * Retires what is idle now, and the rest as it comes back. What came back while this looked may be idle and have an order
     * nobody read: the new epoch keeps it from being lent before it was looked at.
     */
    void retireAll(RetireReason reason) {
        orderAway(pool.places.all(), reason);
        // A resource that moved to a new place meanwhile stands in the array as it is now.
        orderAway(pool.places.all(), reason);
        pool.suspectSiblings();
    }

    private void orderAway(Place<R>[] places, RetireReason reason) {
        for (Place<R> place : places) {
            place.order = new RetireOrder(reason);
            retireIdle(place, reason);
        }
    }

    private void gone(Place<R> place, boolean wasLost) {
        place.bury();
        if (wasLost) {
            pool.supply.found();
        } else {
            closing.decrementAndGet();
            pool.supply.freed();
        }
        pool.shutdown.somethingEnded();
    }

    private void lost(Place<R> place) {
        closing.decrementAndGet();
        pool.supply.lost();
        pool.events.lost(place, pool.config.closeTimeout().toNanos());
        pool.shutdown.somethingEnded();
    }

    /** One resource's way out: the first of its close and its abort to succeed ends it. */
    private final class Farewell extends DriverCall {

        private static final int CLOSING = 0;
        private static final int LOST = 1;
        private static final int GONE = 2;

        private final Place<R> place;
        private final boolean cutsOff;
        private final AtomicInteger state;
        private final @Nullable LeaseHandle<?> handle;

        /** Whether a close hangs on another worker; it is the one to go on where the abort does not help. */
        private final boolean followsClose;

        Farewell(Place<R> place, boolean cutsOff) {
            this(place, cutsOff, false, new AtomicInteger(CLOSING));
        }

        private Farewell(Place<R> place, boolean cutsOff, boolean followsClose, AtomicInteger state) {
            super(pool.config.closeTimeout().toNanos());
            this.place = place;
            this.cutsOff = cutsOff;
            this.followsClose = followsClose;
            this.state = state;
            this.handle = cutsOff ? place.box.handle() : null;
        }

        @Override
        void call() {
            if (state.get() == GONE) {
                return;
            }
            boolean ended = true;
            try {
                ended = closeOrAbort();
            } finally {
                end(ended);
            }
        }

        private void end(boolean ended) {
            boolean inTime = settle();
            if (ended) {
                int before = state.getAndSet(GONE);
                if (before != GONE) {
                    gone(place, before == LOST);
                }
            } else if (inTime && state.compareAndSet(CLOSING, LOST)) {
                lost(place);
            }
        }

        /** Whether the resource is gone for all that can be known. */
        private boolean closeOrAbort() {
            if (cutsOff) {
                try {
                    pool.abort(place.resource, handle);
                    return true;
                } catch (Throwable e) {
                    pool.events.abortFailed(place, e);
                }
                if (followsClose) {
                    return false;
                }
            }
            try {
                pool.factory.close(place.resource);
            } catch (Throwable e) {
                pool.events.closeFailed(e);
            }
            return true;
        }

        @Override
        void givenUp() {
            if (!cutsOff) {
                pool.upkeeps.calls.start(new Farewell(place, true, true, state));
            } else if (state.compareAndSet(CLOSING, LOST)) {
                lost(place);
            }
        }
    }
}
