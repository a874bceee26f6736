package io.leasehold.lab.chaos.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one thing over and over, on a thread of its own, so that a thing that does not answer keeps nobody from looking at
 * another. Started and ended by one thread.
 */
final class Lookout {
    /** Between two looks. */
    static final long EVERY = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(15);

    private final String at;
    private final Runnable look;
    private final Thread thread;
    private final AtomicLong looks = new AtomicLong();
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    /** @param look called by one thread, once at least */
    Lookout(String at, Runnable look) {
        this.at = at;
        this.look = look;
        this.thread = new Thread(this::watch, "watch-" + at);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void watch() {
        try {
            do {
                look.run();
                looks.incrementAndGet();
                LockSupport.parkNanos(EVERY);
            } while (!closed);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Looks that have come to their end. */
    long looks() {
        return looks.get();
    }

    /** Says what kept it from looking until now; null if nothing did. */
    @Nullable String end() throws InterruptedException {
        closed = true;
        thread.join(PATIENCE_MILLIS);
        if (thread.isAlive()) {
            return "the watch at the " + at + " does not come back";
        }
        Throwable why = failure;
        return why == null ? null : "the watch at the " + at + " ended before the run did: " + why;
    }
}
