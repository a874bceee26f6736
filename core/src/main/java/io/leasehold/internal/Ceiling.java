package io.leasehold.internal;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How many resources may be open while the server says it has no room: what it was found to have room for, for a while with
 * full jitter that doubles from 1 s to 30 s; then the maximum is tried again. A floor of 1 and the short while keep a misread
 * error from shrinking a healthy pool for long. Guarded by the lock of {@link Supply}.
 */
final class Ceiling {

    private static final long FIRST = 1_000_000_000L;
    private static final long LONGEST = 30_000_000_000L;

    private int limit = Integer.MAX_VALUE;
    private long until;
    private int refusals;

    /** The server refused one more than it has. */
    void refused(int open, long now) {
        limit = Math.max(1, open);
        long most = Math.min(LONGEST, FIRST << Math.min(5, refusals++));
        until = now + ThreadLocalRandom.current().nextLong(most / 4, most + 1);
    }

    void opened() {
        if (limit == Integer.MAX_VALUE) {
            refusals = 0;
        }
    }

    int limit(int maximum, long now) {
        if (limit != Integer.MAX_VALUE && now - until >= 0) {
            limit = Integer.MAX_VALUE;
        }
        return Math.min(limit, maximum);
    }

    /** In how many nanoseconds it lifts, or never. */
    long liftsIn(long now) {
        return limit == Integer.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, until - now);
    }
}
