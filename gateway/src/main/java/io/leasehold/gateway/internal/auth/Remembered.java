package io.leasehold.gateway.internal.auth;

import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Seals of what was verified, each for a while from then on, the oldest forgotten where there would be too many. Safe for any number
 * of threads. No time is longer than another, so that the order in which they came is the one in which they end.
 */
final class Remembered {

    static final int MOST = 10_000;

    private final Duration time;
    private final Ticker ticker;
    private final long origin;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Long> ends = new LinkedHashMap<>();

    Remembered(Duration time, Ticker ticker) {
        this.time = time;
        this.ticker = ticker;
        this.origin = ticker.nanos();
    }

    /** Now, in nanoseconds since this was made. */
    long now() {
        return ticker.nanos() - origin;
    }

    void add(String seal) {
        long now = now();
        lock.lock();
        try {
            ends.remove(seal);
            if (!time.isZero()) {
                ends.put(seal, now + time.toNanos());
            }
            Iterator<Long> oldest = ends.values().iterator();
            while (oldest.hasNext()) {
                if (oldest.next() > now && ends.size() <= MOST) {
                    break;
                }
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /** When a seal will be forgotten, as {@link #now} counts; empty if it is not remembered. */
    OptionalLong end(String seal) {
        long now = now();
        lock.lock();
        try {
            Long end = ends.get(seal);
            return end == null || end <= now ? OptionalLong.empty() : OptionalLong.of(end);
        } finally {
            lock.unlock();
        }
    }
}
