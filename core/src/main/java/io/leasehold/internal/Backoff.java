package io.leasehold.internal;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is known of failing opens, and when the next may be tried: after 50 to 100 ms at first, doubling up to 1 to 2 s.
 * Guarded by the lock of {@link Supply}.
 */
final class Backoff {

    private static final long FIRST = 100_000_000L;
    private static final long LONGEST = 2_000_000_000L;

    private long failures;
    private long retryAt;
    private long failedAt;
    private @Nullable Throwable cause;

    void failed(Throwable why, long now) {
        long step = Math.min(LONGEST, FIRST << Math.min(5, failures));
        failures++;
        cause = why;
        failedAt = now;
        retryAt = now + step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1);
    }

    void opened() {
        failures = 0;
        cause = null;
    }

    /** Whether opens fail at present: then one at a time is tried. */
    boolean isFailing() {
        return failures > 0;
    }

    long failures() {
        return failures;
    }

    long failedAt() {
        return failedAt;
    }

    @Nullable Throwable cause() {
        return cause;
    }

    /** In how many nanoseconds the next open may be tried. */
    long retryIn(long now) {
        return isFailing() ? Math.max(0, retryAt - now) : 0;
    }
}
