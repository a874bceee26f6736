package io.leasehold.testkit;

import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that stands still until it is told to move on. Safe for any number of threads.
 *
 * <p>Unless told otherwise it starts half a minute before {@link Long#MAX_VALUE}, so that it soon wraps around: what compares
 * instants other than by their difference goes wrong in a test, and not after years.
 */
public final class ManualTicker implements Ticker {

    private static final long SECONDS_TO_WAIT = 60;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Parked> parked = new LinkedHashSet<>();

    /** What each thread knows of the time. */
    private final Map<Thread, Long> readings = new WeakHashMap<>();

    private long now;
    private long coarse;
    private long lateness;

    /** A clock that will wrap around after half a minute. */
    public ManualTicker() {
        this(Long.MAX_VALUE - Duration.ofSeconds(30).toNanos());
    }

    /**
     * A clock that starts at an instant of one's choice.
     *
     * @param start in nanoseconds, anything at all
     */
    public ManualTicker(long start) {
        this.now = start;
        this.coarse = start;
    }

    @Override
    public long nanos() {
        lock.lock();
        try {
            readings.put(Thread.currentThread(), now);
            return now;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long coarseNanos() {
        lock.lock();
        try {
            return coarse;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets time pass, and wakes the threads whose parking is over by it.
     *
     * @param time zero or more
     * @throws IllegalArgumentException if it is negative: time never goes back
     */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("cannot advance by " + time + ": time never goes back");
        }
        List<Parked> due;
        lock.lock();
        try {
            now += time.toNanos();
            moveCoarse();
            due = parked.stream().filter(one -> now - one.until >= 0).toList();
        } finally {
            lock.unlock();
        }
        due.forEach(one -> LockSupport.unpark(one.thread));
    }

    /**
     * How far the coarse reading lags behind from now on; zero at first. The reading never goes back: told to be later than it
     * is, it stands still until it is that late.
     *
     * @param behind zero or more
     */
    public void coarseLateBy(Duration behind) {
        if (behind.isNegative()) {
            throw new IllegalArgumentException("late by " + behind + ": the coarse reading never runs ahead");
        }
        lock.lock();
        try {
            lateness = behind.toNanos();
            moveCoarse();
        } finally {
            lock.unlock();
        }
    }

    private void moveCoarse() {
        long next = now - lateness;
        if (next - coarse > 0) {
            coarse = next;
        }
    }

    /**
     * Parks the calling thread until it is unparked, interrupted, or {@link #advance} has moved the time on by so much since this
     * thread read it last, or was parked. Whoever parks has read the clock to know for how long; a test that moves it on between the
     * two is not to make the thread wait for longer.
     */
    @Override
    public void park(Object blocker, long nanos) {
        Parked self;
        boolean parks;
        lock.lock();
        try {
            Long from = readings.get(Thread.currentThread());
            self = new Parked(Thread.currentThread(), (from != null ? from : now) + Math.max(0, nanos));
            parks = self.until - now > 0;
            if (parks) {
                parked.add(self);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (parks) {
            LockSupport.park(blocker);
        }
        wake(self);
    }

    private void wake(Parked self) {
        lock.lock();
        try {
            readings.put(self.thread, now);
            parked.remove(self);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many threads are parked now. */
    public int parked() {
        lock.lock();
        try {
            return parked.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until exactly so many threads are parked.
     *
     * @throws AssertionError if that is not so after 60 seconds of real time, or this thread is interrupted
     */
    public void awaitParked(int threads) {
        long left = TimeUnit.SECONDS.toNanos(SECONDS_TO_WAIT);
        lock.lock();
        try {
            while (parked.size() != threads) {
                if (left <= 0) {
                    throw new AssertionError("waited for " + threads + " parked threads; there are " + parked);
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + threads + " parked threads", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "manual ticker at " + nanos() + " ns";
    }

    /** One parking of one thread; compared by identity. */
    private static final class Parked {

        final Thread thread;
        final long until;

        Parked(Thread thread, long until) {
            this.thread = thread;
            this.until = until;
        }

        @Override
        public String toString() {
            return thread.getName();
        }
    }
}
