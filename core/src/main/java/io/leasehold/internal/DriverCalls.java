package io.leasehold.internal;

import io.leasehold.spi.Ticker;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The calls into the driver that run now; gives up those that run out of time. Safe for any thread.
 *
 * <p>A call is counted before it is queued, so that none runs that nobody would give up. Should an error strike its starter between the
 * two, such as that of a full stack, upkeep queues it; what both have queued runs once. A starter that takes it back instead settles
 * it, and upkeep lets go of all that is settled.
 *
 * <p>A call for which something is taken, a place or room for one, is counted before that, and not due: then it is as if it were not
 * there. What is taken is written into the call without a call of any kind after it, so no error comes between the two; from then on it is
 * due, and upkeep has it run whatever became of its starter. If that died before, nothing was taken, and the call is dropped in time.
 */
public final class DriverCalls {

    /** How often calls in flight are looked at: the most by which giving up is late. */
    private static final long LOOK_EVERY = 25_000_000;

    /** Far beyond what whoever counts a call takes until it is due or taken back. */
    private static final long DUE_WITHIN = 10_000_000_000L;

    private final Ticker ticker;
    private final Executor tasks;
    private final Executor chores;
    private final Runnable wake;
    private final Set<DriverCall> inFlight = ConcurrentHashMap.newKeySet();

    /**
     * Calls in flight of one pool.
     *
     * @param chores who runs what nobody waits for
     * @param wake has {@link #upkeep} run soon
     */
    public DriverCalls(Ticker ticker, Executor tasks, Executor chores, Runnable wake) {
        this.ticker = ticker;
        this.tasks = tasks;
        this.chores = chores;
        this.wake = wake;
    }

    public void start(DriverCall call) {
        start(call, tasks);
    }

    /** As {@link #start(DriverCall)}, for what nobody waits for. */
    public void startChore(DriverCall call) {
        start(call, chores);
    }

    /**
     * Counts a call that is about to take something and be started: should an error strike before that, upkeep has it run, or drops it
     * if it is not due.
     */
    public void count(DriverCall call) {
        call.submittedAt = ticker.nanos();
        inFlight.add(call);
    }

    /** Takes back a call that was counted and not started. */
    public void takeBack(DriverCall call) {
        call.settle();
        inFlight.remove(call);
    }

    private void start(DriverCall call, Executor by) {
        try {
            count(call);
            queue(call, by);
        } finally {
            wake.run();
        }
    }

    private void queue(DriverCall call, Executor by) {
        by.execute(() -> run(call));
        call.queued = true;
    }

    private void run(DriverCall call) {
        if (call.begin()) {
            try {
                call.run();
            } finally {
                inFlight.remove(call);
            }
        }
    }

    /** Gives up what has run out of time; gives when to look again. */
    public long upkeep(long now) {
        // It is not asked whether it is empty: who was struck while it added one may have left the set's own count
        // wrong for good.
        long next = Long.MAX_VALUE;
        for (DriverCall call : inFlight) {
            next = LOOK_EVERY;
            if (!call.isDue()) {
                if (call.isSettled() || now - call.submittedAt > DUE_WITHIN && call.drop()) {
                    inFlight.remove(call);
                }
                continue;
            }
            if (!call.queued) {
                // Though its time be over: what is lost by then is found again by its worker alone.
                queue(call, tasks);
            }
            if (now - call.submittedAt > call.limitNanos && call.settle()) {
                inFlight.remove(call);
                try {
                    call.interrupt();
                } finally {
                    call.givenUp();
                }
            } else if (call.isSettled()) {
                inFlight.remove(call);
            } else {
                call.lookAt(now);
            }
        }
        return next;
    }

    /** Whether it was started: it runs, waits for a worker, or is over. */
    public boolean wasStarted(DriverCall call) {
        // in this order: what is over was settled before it left
        return inFlight.contains(call) || call.isSettled();
    }

    /** Those that run or wait for a worker, and those that were settled since upkeep last looked. */
    Set<DriverCall> inFlight() {
        return inFlight;
    }
}
