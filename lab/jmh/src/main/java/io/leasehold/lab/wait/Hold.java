package io.leasehold.lab.wait;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long a connection is held. Thread-safe. */
enum Hold {
    EMPTY("returned at once") {
        @Override
        long nanos() {
            return 0;
        }
    },
    ONE_MILLISECOND("held 1 ms") {
        @Override
        long nanos() {
            return MILLISECOND;
        }
    },
    MIXED("held 1 ms, 1 % of them 50 ms") {
        @Override
        long nanos() {
            return ThreadLocalRandom.current().nextInt(100) == 0 ? 50 * MILLISECOND : MILLISECOND;
        }
    };

    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    final String title;

    Hold(String title) {
        this.title = title;
    }

    /** How long the next hold shall be. */
    abstract long nanos();

    /** Sleeps as a thread does that waits for a database; does nothing for zero. */
    static void sleep(long nanos) {
        if (nanos <= 0) {
            return;
        }
        long start = System.nanoTime();
        for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - start)) {
            LockSupport.parkNanos(left);
        }
    }
}
