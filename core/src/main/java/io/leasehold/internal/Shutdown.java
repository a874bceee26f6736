package io.leasehold.internal;

import io.leasehold.PoolSnapshot.State;
import io.leasehold.RetireReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

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

    /** When what is still out is revoked: the earliest that any who drain have asked for. Written under the lock. */
    private volatile long deadline;

    /** Written by the first who drains before the state is CLOSED. */
    private boolean everythingReturned;

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
        long until = pool.ticker.nanos() + Nanos.of(timeout);
        if (!startDraining(until)) {
            long patience = 2 * pool.config.closeTimeout().toNanos();
            return await(() -> state == State.CLOSED, () -> until + patience) && everythingReturned;
        }
        pool.places.lendIf(this::isOpen);
        pool.line.signalAll(pool.ticker.nanos());
        retireIdle();
        everythingReturned = await(() -> leased() == 0, () -> deadline);
        revokeRest();
        if (pool.upkeeps.runsByItself()) {
            long end = pool.ticker.nanos() + 2 * pool.config.closeTimeout().toNanos();
            await(this::isEmpty, () -> end);
        }
        pool.upkeeps.stop();
        pool.mbean.unregister();
        move(State.DRAINING, State.CLOSED);
        return everythingReturned;
    }

    /** Gives whether the caller is the first; whoever comes later can only bring the deadline forward. */
    private boolean startDraining(long until) {
        lock.lock();
        try {
            boolean first = !isClosing();
            if (first || until - deadline < 0) {
                deadline = until;
            }
            if (first) {
                state = State.DRAINING;
            }
            waiting.forEach(LockSupport::unpark);
            return first;
        } finally {
            lock.unlock();
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

    /** Waits until the condition holds or the deadline, which may move; gives whether it does. An interrupt ends it, its flag kept. */
    private boolean await(BooleanSupplier condition, LongSupplier until) {
        Thread current = Thread.currentThread();
        waiting(current, true);
        try {
            while (!condition.getAsBoolean()) {
                long left = until.getAsLong() - pool.ticker.nanos();
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
