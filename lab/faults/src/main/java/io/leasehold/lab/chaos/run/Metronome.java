package io.leasehold.lab.chaos.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * How late the machine itself is in this run: threads of the workers' kind that do as a refused caller does, but without a pool.
 * They park for a while, make an error, and look at the time. Nobody can be told in time on a machine that wakes nobody in time.
 * Safe for use by many threads.
 */
final class Metronome {
    private static final long BEAT = 5_000_000;
    private static final int THREADS = 2;

    private static final long SMALL = 20_000_000;

    /** More than this is no excuse: it would hide a pool that holds up all threads of its kind. */
    private static final long MOST = 2_000_000_000L;

    /** What must go unnoticed may be noticed on a machine that stands still for so long. */
    private static final long STANDSTILL = 500_000_000;

    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(1);

    private final AtomicLong worst = new AtomicLong();
    private final AtomicLong worstSinceWarm = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLongArray began = new AtomicLongArray(THREADS);
    private final boolean excuses;
    private volatile boolean closed;
    private volatile int seen;

    private Metronome(boolean excuses) {
        this.excuses = excuses;
    }

    /** @param excuses whether what it sees is an excuse */
    static Metronome start(Crew crew, boolean excuses) {
        Metronome metronome = new Metronome(excuses);
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            metronome.began.set(number, System.nanoTime());
            metronome.threads.add(crew.startBeside("metronome-" + number, () -> metronome.beat(number)));
        }
        return metronome;
    }

    private void beat(int number) {
        while (!closed) {
            began.set(number, System.nanoTime());
            LockSupport.parkNanos(BEAT);
            Throwable error = new IllegalStateException("beat " + number);
            seen = error.getStackTrace().length;
            long late = late(number);
            worst.accumulateAndGet(late, Math::max);
            worstSinceWarm.accumulateAndGet(late, Math::max);
        }
    }

    /** Everybody has been served: what was late before is no excuse for what comes from now on. */
    void warm() {
        worstSinceWarm.set(0);
    }

    private long late(int number) {
        return System.nanoTime() - began.get(number) - BEAT;
    }

    /** The most that a beat was late by, in nanoseconds; one that is still to come counts from when it was due. */
    private long most(AtomicLong soFar) {
        long most = soFar.get();
        for (int i = 0; !closed && i < THREADS; i++) {
            most = Math.max(most, late(i));
        }
        return most;
    }

    /** What the machine may be late by, in nanoseconds, where it is not known how long the thread itself waited to run. */
    long excuse() {
        return excuse(Math.min(MOST, most(worst)));
    }

    /**
     * The same for a thread that was ready to run for so long and was not let. It may have waited for another one as well, which
     * was no later than the latest beat.
     */
    long excuse(long waitedToRun) {
        return excuse(waitedToRun, most(worst));
    }

    /** The same as the first, for what began when everybody had been served. */
    long excuseSinceWarm() {
        long latest = most(worstSinceWarm);
        return excuse(Math.min(MOST, latest), latest);
    }

    private long excuse(long waitedToRun, long latest) {
        return excuses ? waitedToRun + Math.min(MOST, latest) + SMALL : 0;
    }

    /** Milliseconds that a beat was late by at most once everybody had been served. */
    long latestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(most(worstSinceWarm));
    }

    /** The same if that is so late that it may be noticed as a fault is, and is an excuse; else 0. */
    long standstillMillis() {
        return excuses && most(worstSinceWarm) > STANDSTILL ? latestMillis() : 0;
    }

    /** Beats that are late by now still count. */
    void end() throws InterruptedException {
        closed = true;
        for (Thread thread : threads) {
            thread.join(PATIENCE_MILLIS);
        }
    }
}
