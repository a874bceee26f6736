package io.leasehold.internal;

import io.leasehold.spi.Ticker;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls into the driver that run now; gives up those that run out of time. Safe for any thread. */
public final class DriverCalls {

    /** How often calls in flight are looked at: the most by which giving up is late. */
    private static final long LOOK_EVERY = 25_000_000;

    private final Ticker ticker;
    private final Tasks tasks;
    private final Tasks chores;
    private final Runnable wake;
    private final Set<DriverCall> inFlight = ConcurrentHashMap.newKeySet();

    /**
     * Calls in flight of one pool.
     *
     * @param chores who runs what nobody waits for
     * @param wake has {@link #upkeep} run soon
     */
    public DriverCalls(Ticker ticker, Tasks tasks, Tasks chores, Runnable wake) {
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

    private void start(DriverCall call, Tasks by) {
        call.submittedAt = ticker.nanos();
        inFlight.add(call);
        by.execute(() -> {
            try {
                call.run();
            } finally {
                inFlight.remove(call);
            }
        });
        wake.run();
    }

    /** Gives up what has run out of time; gives when to look again. */
    public long upkeep(long now) {
        if (inFlight.isEmpty()) {
            return Long.MAX_VALUE;
        }
        for (DriverCall call : inFlight) {
            if (now - call.submittedAt > call.limitNanos && call.settle()) {
                inFlight.remove(call);
                call.interrupt();
                call.givenUp();
            } else if (!call.isSettled()) {
                call.lookAt(now);
            }
        }
        return LOOK_EVERY;
    }

    /** Whether it was started: it runs, waits for a worker, or is over. */
    public boolean wasStarted(DriverCall call) {
        return call.isSettled() || inFlight.contains(call);
    }

    /** Those that run, or wait for a worker. */
    Set<DriverCall> inFlight() {
        return inFlight;
    }
}
