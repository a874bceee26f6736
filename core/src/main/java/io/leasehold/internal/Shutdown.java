package io.leasehold.internal;

import io.leasehold.PoolSnapshot.State;
import io.leasehold.RetireReason;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Whether the pool lends, and how it stops. Safe for any thread.
 *
 * <p>Who returns makes its place IDLE and then reads the state; who drains writes the state and then retires what is IDLE:
 * one of the two retires it.
 */
final class Shutdown<R> {

    private final EnginePool<R, ?> pool;
    private final LifeState life;

    /** Written by the first who drains before the state is CLOSED. */
    private boolean everythingReturned;

    Shutdown(EnginePool<R, ?> pool) {
        this.pool = pool;
        this.life = new LifeState(pool.ticker);
    }

    State state() {
        return life.state();
    }

    private boolean isOpen() {
        return life.state() == State.OPEN;
    }

    boolean isClosing() {
        return life.isClosing();
    }

    void pause() {
        if (life.move(State.OPEN, State.PAUSED)) {
            pool.places.lendIf(this::isOpen);
        }
    }

    void resume() {
        if (life.move(State.PAUSED, State.OPEN)) {
            pool.places.lendIf(this::isOpen);
            pool.line.signalAll(pool.ticker.nanos());
            pool.upkeeps.wake();
        }
    }

    boolean drain(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a drain of " + timeout + ": must be 0 or more");
        }
        long until = pool.ticker.nanos() + Nanos.of(timeout);
        if (!life.startDraining(until)) {
            long patience = 2 * pool.config.closeTimeout().toNanos();
            return life.await(() -> state() == State.CLOSED, () -> until + patience) && everythingReturned;
        }
        try {
            try {
                stopLending();
                awaitReturned();
            } finally {
                // though it was struck: once the pool has ended, nobody revokes what is leased still
                revokeRest();
            }
            awaitGone(2 * pool.config.closeTimeout().toNanos());
        } finally {
            // whatever struck on the way: nobody else moves the pool from here, and others wait for its end
            end();
        }
        return everythingReturned;
    }

    /** Lends no more, and retires what is idle; gives false if that was begun before, and at most brings the deadline forward then. */
    boolean begin(long until) {
        if (!life.startDraining(until)) {
            return false;
        }
        stopLending();
        return true;
    }

    private void stopLending() {
        pool.places.lendIf(this::isOpen);
        pool.line.signalAll(pool.ticker.nanos());
        retireIdle();
    }

    /** Waits for what is leased, until the deadline; gives whether all of it came back. */
    boolean awaitReturned() {
        everythingReturned = life.awaitDrained(() -> !hasLeases());
        return everythingReturned;
    }

    /** Waits for what is being closed. */
    void awaitGone(long nanos) {
        if (pool.upkeeps.runsByItself()) {
            life.await(nanos, this::isEmpty);
        }
    }

    void end() {
        try {
            pool.upkeeps.stop();
            pool.closed();
        } finally {
            life.move(State.DRAINING, State.CLOSED);
        }
    }

    /** By who returned while the pool does not lend. */
    void afterReturn() {
        if (isClosing()) {
            retireIdle();
            somethingEnded();
        }
    }

    void somethingEnded() {
        life.somethingEnded();
    }

    /** By what is counted, which is so before it stands among the places, and until it is gone. */
    private boolean isEmpty() {
        return pool.supply.counts().taken() == 0;
    }

    private boolean hasLeases() {
        for (Place<R> place : pool.places.all()) {
            int status = place.status();
            if (status == PlaceWord.LEASED || status == PlaceWord.SHARED || status == PlaceWord.ENDING) {
                return true;
            }
        }
        return false;
    }

    private void retireIdle() {
        forEachPlace(place -> pool.destruction.retireIdle(place, RetireReason.POOL_CLOSED));
    }

    void revokeRest() {
        forEachPlace(this::revoke);
    }

    /** What is thrown over one place, by a log for one, keeps no other from its end. */
    private void forEachPlace(Consumer<Place<R>> end) {
        for (Place<R> place : pool.places.all()) {
            try {
                end.accept(place);
            } catch (Throwable e) {
                Telling.error(Events.LOG, "{}: the end of a place failed while the pool closes", pool.name(), e);
            }
        }
    }

    /**
     * Until the place can be neither lent nor returned: an acquirer that saw the pool lend may still take a place that came back
     * meanwhile, and its lease would outlast the pool.
     */
    private void revoke(Place<R> place) {
        long word = place.word();
        while (PlaceWord.isLeaseOf(word, word) || PlaceWord.status(word) == PlaceWord.IDLE) {
            if (PlaceWord.status(word) == PlaceWord.IDLE) {
                pool.destruction.retireIdle(place, RetireReason.POOL_CLOSED);
            } else {
                pool.ending().revoke(place, word, RetireReason.POOL_CLOSED, "the pool was closed");
            }
            word = place.word();
        }
    }
}
