package io.leasehold;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An acquire that ended without a lease. Its message carries the scene: the pool, the time waited, the counts, the last
 * failure to open, and who holds what since when.
 */
public abstract sealed class AcquireException extends RuntimeException
        permits PoolFullException, CannotOpenException, PoolClosedException, AcquireInterruptedException {

    private final transient PoolSnapshot snapshot;
    private final Duration waited;

    AcquireException(String message, @Nullable Throwable cause, PoolSnapshot snapshot, Duration waited) {
        super(message, cause);
        this.snapshot = snapshot;
        this.waited = waited;
    }

    /** The pool as it was when the acquire gave up. */
    public final PoolSnapshot snapshot() {
        return snapshot;
    }

    /** How long this acquire waited. */
    public final Duration waited() {
        return waited;
    }
}
