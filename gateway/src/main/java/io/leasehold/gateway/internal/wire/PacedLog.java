package io.leasehold.gateway.internal.wire;

import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * At most one line for each key and period, with a count: the first event is told at once, those that follow it within the period
 * together, at its end. Safe for any number of threads; lines are written with no lock held.
 */
final class PacedLog {

    /** Of how many keys account is kept; all others share one, so that a flood from everywhere stays bounded. */
    private static final int MOST_KEYS = 1_000;

    private static final String OTHERS = "other addresses";

    private final Ticker ticker;
    private final long period;
    private final Line line;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Window> windows = new HashMap<>();

    PacedLog(Ticker ticker, Duration period, Line line) {
        this.ticker = ticker;
        this.period = period.toNanos();
        this.line = line;
    }

    /** Writes a line. */
    @FunctionalInterface
    interface Line {

        /**
         * @param count events since the line before, 1 or more
         * @param latest what the latest of them was
         */
        void write(String key, long count, String latest);
    }

    private static final class Window {
        long since;
        long untold;
        String latest = "";
    }

    void add(String key, String what) {
        long now = ticker.nanos();
        String counted;
        long count;
        lock.lock();
        try {
            counted = windows.containsKey(key) || windows.size() < MOST_KEYS ? key : OTHERS;
            Window window = windows.get(counted);
            if (window != null && now - window.since < period) {
                window.untold++;
                window.latest = what;
                return;
            }
            count = restart(counted, now) + 1;
        } finally {
            lock.unlock();
        }
        line.write(counted, count, what);
    }

    /** How many were untold. */
    private long restart(String key, long now) {
        Window window = windows.computeIfAbsent(key, any -> new Window());
        long untold = window.untold;
        window.since = now;
        window.untold = 0;
        return untold;
    }

    /** Tells what was not told within periods that are over; called now and then. */
    void flush() {
        long now = ticker.nanos();
        List<Runnable> lines = new ArrayList<>();
        lock.lock();
        try {
            windows.entrySet().removeIf(entry -> {
                Window window = entry.getValue();
                if (now - window.since < period) {
                    return false;
                }
                if (window.untold == 0) {
                    return true;
                }
                String latest = window.latest;
                long count = restart(entry.getKey(), now);
                lines.add(() -> line.write(entry.getKey(), count, latest));
                return false;
            });
        } finally {
            lock.unlock();
        }
        lines.forEach(Runnable::run);
    }
}
