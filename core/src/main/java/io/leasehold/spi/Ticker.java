package io.leasehold.spi;

import io.leasehold.internal.Engine;
import java.util.concurrent.locks.LockSupport;

/** A pool's time, which never goes back. Implementations must be safe for use by many threads. */
public interface Ticker {

    /**
     * The default, the JVM's monotonic clock. Its coarse reading moves while an upkeep is registered with
     * {@link TaskRunner#shared()}, and stands still else.
     */
    static Ticker system() {
        return Engine.SHARED.ticker();
    }

    /** Now, exactly, in nanoseconds; only differences mean anything. */
    long nanos();

    /**
     * Now, on the scale of {@link #nanos()}, free to read: normally at most 50 ms late, arbitrarily late after a stall,
     * and never ahead.
     */
    long coarseNanos();

    /**
     * Parks the calling thread until it is unparked, interrupted, or this many nanoseconds of this ticker's time have
     * passed; may return early for no reason.
     */
    default void park(Object blocker, long nanos) {
        LockSupport.parkNanos(blocker, nanos);
    }
}
