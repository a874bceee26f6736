package io.leasehold.drills;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition asked of the database or the proxy, with a deadline. Stateless. */
public final class Await {

    private static final long ASK_EVERY_NANOS = 5_000_000;

    private Await() {}

    /** How long it took until the condition held, or empty if it did not within the limit. */
    public static Optional<Duration> until(Duration limit, Callable<Boolean> condition) throws Exception {
        long began = System.nanoTime();
        while (true) {
            boolean holds = condition.call();
            long passed = System.nanoTime() - began;
            if (holds) {
                return Optional.of(Duration.ofNanos(passed));
            }
            if (passed > limit.toNanos()) {
                return Optional.empty();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while it waited for a condition");
            }
            LockSupport.parkNanos(ASK_EVERY_NANOS);
        }
    }

    /** Lets time pass where time itself is the matter: idleness, the age of a lease, the length of an outage. */
    public static void passing(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
