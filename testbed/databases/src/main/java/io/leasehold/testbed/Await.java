package io.leasehold.testbed;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what a server does in its own time. */
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(5);

    private Await() {}

    /** @throws TestbedException if the condition is still false after 60 s */
    public static void until(BooleanSupplier condition) {
        until(condition, LIMIT);
    }

    /** @throws TestbedException if the condition is still false after the limit */
    public static void until(BooleanSupplier condition, Duration limit) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw new TestbedException("What was waited for did not come within " + limit);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
