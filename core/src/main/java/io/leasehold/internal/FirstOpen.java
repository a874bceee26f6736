package io.leasehold.internal;

import io.leasehold.AcquireException;
import java.time.Duration;

/**
 * The start of a pool: opens the first resource on a worker, and waits for it as the settings say. For the thread that builds
 * the pool.
 */
final class FirstOpen<R> {

    /** Between looks at whether another attempt may be made. */
    private static final long LEAST_PAUSE = 50_000_000;

    private final EnginePool<R, ?> pool;
    private final long startedAt;

    FirstOpen(EnginePool<R, ?> pool) {
        this.pool = pool;
        this.startedAt = pool.ticker.nanos();
    }

    /**
     * Returns when the first resource is open, or at once if nobody is to wait for it.
     *
     * @throws AcquireException if it could not be opened in time, or the thread was interrupted
     */
    void open() {
        Duration patience = pool.config.initializationFailTimeout();
        if (!patience.isNegative() && pool.upkeeps.runsByItself()) {
            openAndWait(patience.toNanos());
        }
        pool.supply.started();
    }

    private void openAndWait(long patience) {
        while (!attempt() && pool.places.size() == 0) {
            long left = patience - (pool.ticker.nanos() - startedAt);
            if (left <= 0) {
                throw pool.scene.cannotOpen(startedAt);
            }
            waitForRetry(left);
        }
    }

    private boolean attempt() {
        OpenCall<R> first = pool.supply.reserveFirst();
        if (first == null) {
            return false;
        }
        pool.upkeeps.calls.start(first);
        try {
            first.await(pool.config.openTimeout().toNanos());
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return first.succeeded();
    }

    private void waitForRetry(long left) {
        long pause = Math.min(left, Math.max(LEAST_PAUSE, pool.supply.retryIn()));
        try {
            Thread.sleep(Duration.ofNanos(pause + 1_000_000).toMillis());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private AcquireException interrupted() {
        Thread.currentThread().interrupt();
        return pool.scene.interrupted(startedAt);
    }
}
