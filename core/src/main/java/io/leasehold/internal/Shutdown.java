package io.leasehold.internal;

import io.leasehold.PoolSnapshot.State;
import io.leasehold.RetireReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Whether the pool lends, and how it stops. Safe for any thread; the lock guards the moves of the state and who waits for a
 * drain, and is never held while anything else is called but an unpark.
 *
 * <p>Who returns makes its place IDLE and then reads the state; who drains writes the state and then retires what is IDLE:
 * one of the two retires it.
 *
 * <p>Who waits enters the list and then looks; who ended something did so and then reads the list: whichever of the two has
 * the lock first is seen by the other. Waiting is parking by the pool's ticker, so that a test can step it.
 */
final class Shutdown<R> {

    private final EnginePool<R, ?> pool;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Thread> waiting = new ArrayList<>();
    private volatile State state = State.OPEN;
    private boolean everythingReturned = true;

    Shutdown(EnginePool<R, ?> pool) {
        this.pool = pool;
    }

    State state() {
        return state;
    }

    private boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isClosing() {
        State now = state;
        return now == State.DRAINING || now == State.CLOSED;
    }

    void pause() {
        if (move(State.OPEN, State.PAUSED)) {
            pool.places.lendIf(this::isOpen);
        }
    }

    void resume() {
        if (move(State.PAUSED, State.OPEN)) {
            pool.places.lendIf(this::isOpen);
            pool.line.signalAll(pool.ticker.nanos());
        }
    }

    boolean drain(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a drain of " + timeout + ": must be 0 or more");
        }
        boolean mine = move(State.OPEN, State.DRAINING) || move(State.PAUSED, State.DRAINING);
        if (!mine) {
            awaitClosed(Duration.ofNanos(Nanos.of(timeout)).plus(pool.config.closeTimeout()));
            return everythingReturned;
        }
        pool.places.lendIf(this::isOpen);
        pool.line.signalAll(pool.ticker.nanos());
        retireIdle();
        boolean returned = await(timeout, () -> leased() == 0);
        revokeRest();
        everythingReturned = returned;
        if (pool.upkeeps.runsByItself()) {
            await(pool.config.closeTimeout().multipliedBy(2), this::isEmpty);
        }
        move(State.DRAINING, State.CLOSED);
        pool.upkeeps.stop();
        pool.mbean.unregister();
        return returned;
    }

    /** By who returned while the pool does not lend. */
    void afterReturn() {
        if (isClosing()) {
            retireIdle();
            somethingEnded();
        }
    }

    void somethingEnded() {
        if (isClosing()) {
            wakeAll();
        }
    }

    private boolean isEmpty() {
        return pool.places.size() == 0 && pool.destruction.closing() == 0 && pool.supply.opening() == 0;
    }

    private int leased() {
        int leased = 0;
        for (Place<R> place : pool.places.all()) {
            int status = place.status();
            if (status == PlaceWord.LEASED || status == PlaceWord.SHARED || status == PlaceWord.ENDING) {
                leased++;
            }
        }
        return leased;
    }

    private void retireIdle() {
        for (Place<R> place : pool.places.all()) {
            pool.destruction.retireIdle(place, RetireReason.POOL_CLOSED);
        }
    }

    private void revokeRest() {
        for (Place<R> place : pool.places.all()) {
            revoke(place);
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

    private void awaitClosed(Duration timeout) {
        if (pool.upkeeps.runsByItself()) {
            await(timeout, () -> state == State.CLOSED);
        }
    }

    /** Waits until the condition holds; gives whether it does. An interrupt ends the waiting, its flag kept. */
    private boolean await(Duration timeout, BooleanSupplier condition) {
        long deadline = pool.ticker.nanos() + Nanos.of(timeout);
        Thread current = Thread.currentThread();
        waiting(current, true);
        try {
            while (!condition.getAsBoolean()) {
                long left = deadline - pool.ticker.nanos();
                if (left <= 0 || current.isInterrupted()) {
                    return false;
                }
                pool.ticker.park(this, left);
            }
            return true;
        } finally {
            waiting(current, false);
        }
    }

    private void waiting(Thread thread, boolean waits) {
        lock.lock();
        try {
            if (waits) {
                waiting.add(thread);
            } else {
                waiting.remove(thread);
            }
        } finally {
            lock.unlock();
        }
    }

    private void wakeAll() {
        lock.lock();
        try {
            waiting.forEach(LockSupport::unpark);
        } finally {
            lock.unlock();
        }
    }

    private boolean move(State from, State to) {
        lock.lock();
        try {
            if (state != from) {
                return false;
            }
            state = to;
            waiting.forEach(LockSupport::unpark);
            return true;
        } finally {
            lock.unlock();
        }
    }
}
