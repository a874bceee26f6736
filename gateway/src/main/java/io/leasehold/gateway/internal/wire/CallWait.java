package io.leasehold.gateway.internal.wire;

import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** How a call waits, and its client is looked after meanwhile. Stateless. */
final class CallWait {

    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(200);

    private CallWait() {}

    /** How the waiting ended. */
    enum End {
        DONE,
        NOT_YET,
        GONE
    }

    /**
     * @param atMost zero or more
     * @param isThere looks whether the client is there
     */
    static End await(Ticker ticker, Future<?> work, Duration atMost, BooleanSupplier isThere)
            throws InterruptedException {
        long end = ticker.nanos() + atMost.toNanos();
        long left = atMost.toNanos();
        while (!work.isDone() && left > 0) {
            if (!isDoneWithin(work, Math.min(left, LOOK)) && !isThere.getAsBoolean()) {
                return End.GONE;
            }
            left = end - ticker.nanos();
        }
        return work.isDone() ? End.DONE : End.NOT_YET;
    }

    /** However the work ends, it is done. */
    private static boolean isDoneWithin(Future<?> work, long nanos) throws InterruptedException {
        try {
            work.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | CancellationException e) {
            return true;
        }
    }
}
