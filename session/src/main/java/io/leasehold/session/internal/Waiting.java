package io.leasehold.session.internal;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Threads that wait for something to end. Who waits enters the set and then looks, under the registry's lock both; who ended
 * something did so under that lock and then unparks who is in the set. Waiting is parking by the registry's ticker.
 */
final class Waiting {

    /** 146 years: for ever, and its sum with any instant is told from the past by the sign of the difference. */
    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final Registry registry;
    private final Set<Thread> threads = new LinkedHashSet<>();

    Waiting(Registry registry) {
        this.registry = registry;
    }

    /** When so much time will have passed. */
    long until(Duration timeout) {
        return registry.ticker.nanos() + (timeout.compareTo(FOR_EVER) < 0 ? timeout : FOR_EVER).toNanos();
    }

    /** Under the lock: something has ended. */
    void wake() {
        threads.forEach(LockSupport::unpark);
    }

    boolean await(Duration timeout, BooleanSupplier condition) {
        long until = until(timeout);
        return await(() -> until, condition);
    }

    /** Waits until the condition, read under the lock, holds, or a time that may move has come; gives whether it holds. */
    boolean await(LongSupplier until, BooleanSupplier condition) {
        Thread current = Thread.currentThread();
        try {
            while (!enterAndLook(current, condition)) {
                long left = until.getAsLong() - registry.ticker.nanos();
                if (left <= 0 || current.isInterrupted()) {
                    return false;
                }
                registry.ticker.park(this, left);
            }
            return true;
        } finally {
            registry.change(after -> threads.remove(current));
        }
    }

    private boolean enterAndLook(Thread current, BooleanSupplier condition) {
        return registry.change(after -> {
            threads.add(current);
            return condition.getAsBoolean();
        });
    }
}
