package io.leasehold.internal;

import io.leasehold.PoolSnapshot.State;
import io.leasehold.spi.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether a pool lends, drains or is closed, and the waiting of those who stop it. Safe for any thread; the lock guards the
 * moves of the state and who waits, and is never held while anything else is called but an unpark.
 *
 * <p>Who waits enters the list and then looks; who ended something did so and then reads the list: whichever of the two has
 * the lock first is seen by the other. Waiting is parking by the pool's ticker, so that a test can step it.
 */
public final class LifeState {

    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Thread> waiting = new ArrayList<>();
    private volatile State state = State.OPEN;

    /** Until when a drain waits: the earliest that any who drain have asked for. Written under the lock. */
    private volatile long deadline;

    public LifeState(Ticker ticker) {
        this.ticker = ticker;
    }

    public State state() {
        return state;
    }

    public boolean isClosing() {
        State now = state;
        return now == State.DRAINING || now == State.CLOSED;
    }

    /** Moves, if the state is that one; then whoever waits looks again. */
    public boolean move(State from, State to) {
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

    /** Drains until then; gives whether the caller is the first. Whoever comes later can only bring the deadline forward. */
    public boolean startDraining(long until) {
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

    /** Something that a drain may wait for has ended. */
    public void somethingEnded() {
        if (!isClosing()) {
            return;
        }
        lock.lock();
        try {
            waiting.forEach(LockSupport::unpark);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the condition holds; gives whether it does. An interrupt ends the waiting, its flag kept. */
    public boolean await(long nanos, BooleanSupplier condition) {
        long until = ticker.nanos() + nanos;
        return await(condition, () -> until);
    }

    /** As {@link #await(long, BooleanSupplier)}, until the deadline of the drain, which may move. */
    public boolean awaitDrained(BooleanSupplier condition) {
        return await(condition, () -> deadline);
    }

    /** As {@link #await(long, BooleanSupplier)}, until a time that may move. */
    public boolean await(BooleanSupplier condition, LongSupplier until) {
        Thread current = Thread.currentThread();
        waiting(current, true);
        try {
            while (!condition.getAsBoolean()) {
                long left = until.getAsLong() - ticker.nanos();
                if (left <= 0 || current.isInterrupted()) {
                    return false;
                }
                ticker.park(this, left);
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
}
