package io.leasehold.internal;

import java.lang.ref.WeakReference;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do, up to a minute: far longer than anything takes that is going to happen at all. */
final class Patience {

    private static final long SECONDS = 60;

    private Patience() {}

    /** Waits until it is so. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited in vain for: " + what);
            }
            LockSupport.parkNanos(500_000);
        }
    }

    /** Another thread has done this by the time it is back. */
    static void byAnother(Runnable act) {
        FutureTask<Void> done = new FutureTask<>(act, null);
        Thread another = new Thread(done, "another");
        another.setDaemon(true);
        another.start();
        try {
            done.get(SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("another thread did not get through", e);
        }
    }

    /** Waits until nothing but this reference refers to what it referred to. */
    static void awaitCollected(WeakReference<?> reference) {
        await("it is collected", () -> {
            System.gc();
            return reference.get() == null;
        });
    }
}
