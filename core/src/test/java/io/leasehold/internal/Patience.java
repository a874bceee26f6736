package io.leasehold.internal;

import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do, up to a minute: far longer than anything takes that is going to happen at all. */
final class Patience {

    private static final long SECONDS = 60;
    private static final int COLLECTIONS = 5;

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

    /** Waits for as long as it takes, on a thread that nobody interrupts. */
    static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
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
            // who is told where it is now is told nothing of one that is gone
            another.join(TimeUnit.SECONDS.toMillis(SECONDS));
        } catch (Exception e) {
            throw new AssertionError("another thread did not get through", e);
        }
    }

    /**
     * Nothing but this reference refers to what it referred to: it is gone by the time that collections have taken as many things as
     * this, each of which came and was let go after it. Whoever waited for it alone would collect for as long as it is held.
     */
    static void awaitCollected(WeakReference<?> reference) {
        for (int later = 0; later < COLLECTIONS && reference.get() != null; later++) {
            awaitCollection();
        }
        if (reference.get() != null) {
            throw new AssertionError("it is held: " + COLLECTIONS + " collections took what came later, and not this");
        }
    }

    private static void awaitCollection() {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        await("a collection", () -> {
            System.gc();
            return garbage.get() == null;
        });
    }
}
