package io.leasehold.internal;

import io.leasehold.RetireReason;
import io.leasehold.spi.UnfitException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, on workers, whether idle resources are alive: for those who wait, for suspects, and to keep them alive. Safe for
 * any thread.
 *
 * <p>How many run is counted nowhere: it is read from the calls in flight, so no error leaves a count behind. A check is in flight before
 * its place is taken, and due from then on ({@link DriverCalls}): the CAS that takes the place is the last act of
 * {@link Place#startCheck}, and the mark in the call is stored without a call after it. The place's word alone would not say whose it is,
 * since two that want to check one idle place have the same word in mind. Whoever stood still between the two for so long that its check
 * was dropped has a place that nobody checks: it is {@link LeftBehind}'s.
 */
final class Checks<R> {

    private final EnginePool<R, ?> pool;

    Checks(EnginePool<R, ?> pool) {
        this.pool = pool;
    }

    /** Checks that may soon yield a resource to those who wait; one that takes long counts no more. */
    int underWay() {
        // Asked for at each look of each who waits: where nothing is in flight the table is not walked. After an error
        // the set's own count
        // may be wrong; that costs an open or a check too many, and no more.
        return pool.upkeeps.calls.inFlight().isEmpty() ? 0 : running(false);
    }

    /** By a walk through all that is in flight, whatever the set's own count says. */
    private int running(boolean slowOnesToo) {
        int running = 0;
        for (DriverCall call : pool.upkeeps.calls.inFlight()) {
            if (call instanceof Checks<?>.CheckCall check && check.isRunning() && (slowOnesToo || !check.slow)) {
                running++;
            }
        }
        return running;
    }

    /** Whether a check of this place runs, or waits for a worker. */
    boolean isRunning(Place<R> place) {
        for (DriverCall call : pool.upkeeps.calls.inFlight()) {
            if (call instanceof Checks<?>.CheckCall check && check.place == place && check.isRunning()) {
                return true;
            }
        }
        return false;
    }

    boolean hasIdle() {
        return find(false) != null;
    }

    boolean hasUnproven() {
        return find(true) != null;
    }

    /** Has as many idle resources checked as threads wait, less what is under way. */
    void checkForWaiters() {
        checkForWaiters(0);
    }

    /** As {@link #checkForWaiters()}, for so many more than wait in line. Suspects are checked few at a time. */
    void checkForWaiters(int extra) {
        while (pool.line.size() + extra > underWay()) {
            Place<R> place = find(true);
            boolean waits =
                    place != null && place.provenEpoch != pool.epoch && underWay() >= pool.config.maximumOpening();
            if (place == null || waits) {
                return;
            }
            // Who loses the place to somebody else looks for the next.
            start(place, place.word(), false);
        }
    }

    /** The first idle place, or the first that needs a check before it is lent. */
    private @Nullable Place<R> find(boolean unproven) {
        long now = pool.ticker.coarseNanos();
        for (Place<R> place : pool.places.lendable()) {
            if (place.status() == PlaceWord.IDLE && (!unproven || !pool.isProven(place, now))) {
                return place;
            }
        }
        return null;
    }

    /** Checks what is suspect, oldest first, and what is due for a keep-alive; gives when the next is due. */
    long upkeep(long now) {
        long next = Long.MAX_VALUE;
        int running = running(true);
        for (Place<R> place : pool.places.all()) {
            long word = place.word();
            if (PlaceWord.status(word) != PlaceWord.IDLE) {
                continue;
            }
            boolean suspect = place.provenEpoch != pool.epoch;
            long due = suspect ? 0 : place.keepaliveAt == Long.MAX_VALUE ? Long.MAX_VALUE : place.keepaliveAt - now;
            if (due > 0) {
                next = Math.min(next, due);
            } else if (running < pool.config.maximumOpening()) {
                running += start(place, word, !suspect) ? 1 : 0;
            } else {
                next = 0;
            }
        }
        return next;
    }

    /**
     * Gives false if somebody else has the place.
     *
     * @param chore whether it is a keep-alive, which nobody waits for
     */
    private boolean start(Place<R> place, long idle, boolean chore) {
        if (PlaceWord.status(idle) != PlaceWord.IDLE) {
            return false;
        }
        CheckCall call = new CheckCall(place, PlaceWord.withStatus(idle, PlaceWord.CHECKING));
        pool.upkeeps.calls.count(call);
        if (!place.startCheck(idle)) {
            pool.upkeeps.calls.takeBack(call);
            return false;
        }
        call.started = true;
        if (chore) {
            pool.upkeeps.calls.startChore(call);
        } else {
            pool.upkeeps.calls.start(call);
        }
        return true;
    }

    private void died(CheckCall call, @Nullable Throwable why, boolean cutOff) {
        Place<R> place = call.place;
        if (!place.condemn(call.word)) {
            return;
        }
        boolean first = call.epoch == place.provenEpoch;
        boolean unfit = why instanceof UnfitException;
        pool.upkeeps.idleDeaths.died(call.idleNanos, first && !unfit, pool.ticker.nanos());
        pool.destruction.destroy(place, RetireReason.DEAD, call.idleNanos, why, cutOff);
        if (first && !unfit) {
            pool.suspectSiblings();
        }
        checkForWaiters();
        pool.supply.refill();
        pool.room.checkDisappoints();
    }

    private void passed(CheckCall call) {
        Place<R> place = call.place;
        pool.upkeeps.idleDeaths.lived(call.idleNanos);
        place.provenEpoch = call.epoch;
        pool.upkeeps.scheduleKeepalive(place, pool.ticker.nanos());
        long token = pool.nextToken(call.word);
        if (place.passCheck(call.word, token)) {
            pool.offer(place, token, true);
        }
    }

    /** One check, on a worker. The driver is told the time it has; the pool gives up somewhat later. */
    private final class CheckCall extends DriverCall {

        /** After this a check counts no more as help under way, and another resource is opened instead. */
        private static final long SLOW_AFTER = 250_000_000;

        private static final long MARGIN = 250_000_000;

        final Place<R> place;
        final long word;
        final int epoch = pool.epoch;

        /** How long it had been idle when the check began: a check that hangs is no idleness. */
        final long idleNanos;

        /** Whether the place is its own; written once, by who took it. */
        volatile boolean started;

        /** By the housekeeper: whether it was found to be no help. */
        volatile boolean slow;

        CheckCall(Place<R> place, long word) {
            super(pool.config.checkTimeout().toNanos() + MARGIN);
            this.place = place;
            this.word = word;
            this.idleNanos = Math.max(0, pool.ticker.nanos() - place.idleSince);
        }

        boolean isRunning() {
            return started && !isSettled();
        }

        @Override
        boolean isDue() {
            return started;
        }

        @Override
        protected void call() {
            if (isSettled()) {
                return;
            }
            boolean alive = false;
            Throwable why = null;
            long startedAt = pool.ticker.nanos();
            try {
                alive = pool.factory.check(place.resource, pool.config.checkTimeout());
            } catch (Throwable e) {
                why = e;
            }
            if (!settle()) {
                return;
            }
            pool.events.checked(place, alive, pool.ticker.nanos() - startedAt);
            if (alive) {
                passed(this);
            } else {
                died(this, why, false);
            }
        }

        @Override
        protected void lookAt(long now) {
            if (now - submittedAt > SLOW_AFTER && !slow && !isSettled()) {
                slow = true;
                checkForWaiters();
                pool.supply.refill();
                pool.room.checkDisappoints();
            }
        }

        @Override
        protected void givenUp() {
            died(this, null, true);
        }
    }
}
