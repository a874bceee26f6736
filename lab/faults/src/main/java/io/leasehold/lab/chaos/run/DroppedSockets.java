package io.leasehold.lab.chaos.run;

import java.util.concurrent.TimeUnit;

/** What a driver has dropped without closing it is closed with its garbage, which this has collected now and then. One thread's. */
final class DroppedSockets {
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(200);

    private long last = System.nanoTime() - EVERY;

    void collect() {
        long now = System.nanoTime();
        if (now - last >= EVERY) {
            System.gc();
            last = System.nanoTime();
        }
    }
}
