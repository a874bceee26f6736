package io.leasehold.lab.chaos.run;

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

    private final AtomicLong worst = new AtomicLong();
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
            crew.start("metronome-" + number, () -> metronome.beat(number));
        }
        return metronome;
    }

    private void beat(int number) {
        while (!closed) {
            began.set(number, System.nanoTime());
            LockSupport.parkNanos(BEAT);
            Throwable error = new IllegalStateException("beat " + number);
            seen = error.getStackTrace().length;
            worst.accumulateAndGet(late(number), Math::max);
        }
    }

    private long late(int number) {
        return System.nanoTime() - began.get(number) - BEAT;
    }

    /** The most that a beat was late by so far, in nanoseconds; one that is still to come counts from when it was due. */
    long worst() {
        long most = worst.get();
        for (int i = 0; !closed && i < THREADS; i++) {
            most = Math.max(most, late(i));
        }
        return Math.min(MOST, most);
    }

    /** What the machine may be late by, in nanoseconds, where it is not known how long the thread itself waited to run. */
    long excuse() {
        return excuse(worst());
    }

    /**
     * The same for a thread that was ready to run for so long and was not let. It may have waited for another one as well, which
     * was no later than the latest beat.
     */
    long excuse(long waitedToRun) {
        return excuses ? waitedToRun + worst() + SMALL : 0;
    }

    void end() {
        closed = true;
    }
}
