package io.leasehold.internal;

import io.leasehold.OpenFailure;
import io.leasehold.PoolConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What bounds the opens of a pool by itself: its sizes, what the server was found to have room for, and the back-off after failures.
 * Guarded by the lock of {@link Supply}, but for the sizes, which may be read without it.
 */
final class OpenBounds {

    private static final long SOONEST = 1_000_000;

    private final Backoff backoff = new Backoff();
    private final Ceiling ceiling = new Ceiling();

    /** As the pool was built: a limit that a smaller size has lowered rises with the size again. */
    private final PoolConfig built;

    private volatile PoolConfig sizes;

    OpenBounds(PoolConfig sizes) {
        this.built = sizes;
        this.sizes = sizes;
    }

    int minimum() {
        return sizes.minimumSize();
    }

    int maximum() {
        return sizes.maximumSize();
    }

    void resize(int minimum, int maximum) {
        sizes = built.resized(minimum, maximum);
    }

    /** How many may be open now. */
    int limit(long now) {
        return ceiling.limit(maximum(), now);
    }

    /** How many opens may begin beside what is taken and being opened; the time for one may not have come. */
    int room(int taken, int opening, long now) {
        int atOnce = backoff.isFailing() ? 1 : sizes.maximumOpening();
        return Math.min(limit(now) - taken, atOnce - opening);
    }

    /** In how many nanoseconds the back-off lets the next open be tried. */
    long retryIn(long now) {
        return backoff.retryIn(now);
    }

    /** In how many nanoseconds an open that failed, or found no room, may be tried where it is admitted in so many. */
    long opensIn(long admitsIn, long now) {
        long retryIn = Math.max(backoff.retryIn(now), admitsIn);
        return Math.max(SOONEST, Math.min(backoff.isFailing() ? retryIn : Long.MAX_VALUE, ceiling.liftsIn(now)));
    }

    void opened() {
        backoff.opened();
        ceiling.opened();
    }

    /** Gives how many in a row have failed now. */
    long failed(Throwable why, long now) {
        backoff.failed(why, now);
        return backoff.failures();
    }

    /** The server refused one more than so many. */
    void refused(int open, long now) {
        ceiling.refused(open, now);
    }

    void forgetFailures() {
        backoff.opened();
    }

    /** The last failure since an open succeeded, or null. */
    @Nullable OpenFailure failure(long now) {
        Throwable cause = backoff.cause();
        return cause == null
                ? null
                : new OpenFailure(cause, Duration.ofNanos(now - backoff.failedAt()), backoff.failures());
    }
}
