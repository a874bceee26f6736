package io.leasehold.lab.chaos.run;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * How late the machine itself is: a thread of the workers' kind that does nothing but park for a while and look at the time.
 * Nobody can be told in time on a machine that wakes nobody in time. Safe for use by many threads.
 */
final class Metronome {
    private static final long BEAT = 10_000_000;
    private static final long SPAN = 100_000_000;
    private static final int SPANS = 1_200;
    private static final int PARKS = 4;
    private static final long SATURATED = 10_000_000;
    private static final long WHERE_SATURATED = 3_000_000_000L;

    /** More than this is no excuse: it would hide a pool that holds up all threads of its kind. */
    private static final long MOST = 3_000_000_000L;

    private final AtomicLongArray worst = new AtomicLongArray(SPANS);
    private final long start = System.nanoTime();
    private final boolean excuses;
    private volatile boolean closed;

    private Metronome(boolean excuses) {
        this.excuses = excuses;
    }

    /** @param excuses whether what it sees is an excuse */
    static Metronome start(Crew crew, boolean excuses) {
        Metronome metronome = new Metronome(excuses);
        crew.start("metronome", metronome::beat);
        return metronome;
    }

    private void beat() {
        while (!closed) {
            long begin = System.nanoTime();
            LockSupport.parkNanos(BEAT);
            long end = System.nanoTime();
            long late = end - begin - BEAT;
            for (int span = span(begin); span <= span(end); span++) {
                worst.accumulateAndGet(span, late, Math::max);
            }
        }
    }

    /** The most that a park was late by that was under way at any moment since. */
    long worstSince(long nanos) {
        long most = 0;
        for (int span = span(nanos); span <= span(System.nanoTime()); span++) {
            most = Math.max(most, worst.get(span));
        }
        return Math.min(MOST, most);
    }

    /**
     * What may be late at this machine: on its way back an acquire gives its processor up a few times, and each time may be as
     * late as a bare park. Where a bare park is late by more than 10 ms the machine is saturated, as a deadline that many share
     * may not find it, and three seconds more are allowed.
     */
    long excuse(long since) {
        if (!excuses) {
            return 0;
        }
        long worst = worstSince(since);
        return PARKS * worst + (worst > SATURATED ? WHERE_SATURATED : 0);
    }

    private int span(long nanos) {
        return (int) Math.min(SPANS - 1, Math.max(0, (nanos - start) / SPAN));
    }

    void end() {
        closed = true;
    }
}
