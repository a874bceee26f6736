package io.leasehold.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls into the driver that run now; gives up those that run out of time. Safe for any thread. */
final class DriverCalls {

    /** How often calls in flight are looked at: the most by which giving up is late. */
    private static final long LOOK_EVERY = 25_000_000;

    private final EnginePool<?, ?> pool;
    private final Set<DriverCall> inFlight = ConcurrentHashMap.newKeySet();

    DriverCalls(EnginePool<?, ?> pool) {
        this.pool = pool;
    }

    void start(DriverCall call) {
        call.submittedAt = pool.ticker.nanos();
        inFlight.add(call);
        pool.tasks.execute(() -> {
            try {
                call.run();
            } finally {
                inFlight.remove(call);
            }
        });
        pool.upkeeps.wake();
    }

    /** Gives up what has run out of time; gives when to look again. */
    long upkeep(long now) {
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

    /** Those that run, or wait for a worker. */
    Set<DriverCall> inFlight() {
        return inFlight;
    }
}
