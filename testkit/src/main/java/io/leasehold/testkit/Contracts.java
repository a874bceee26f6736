package io.leasehold.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What contract suites do with threads and time. */
final class Contracts {

    /** Long enough for any machine to do what takes no time. */
    static final Duration LONG = Duration.ofSeconds(20);

    private static final Set<Thread.State> STILL =
            EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

    private Contracts() {}

    static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        start(task);
        return task;
    }

    static Thread start(FutureTask<?> task) {
        Thread thread = new Thread(task, "contract");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static <T> T get(FutureTask<T> task) throws Exception {
        try {
            return task.get(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("a thread of the test failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a thread of the test did not end", e);
        }
    }

    /** Waits until the thread waits, which is when a law about who waits begins; or has ended, which the law then finds. */
    static void awaitWaiting(Thread thread) {
        await(() -> STILL.contains(thread.getState()));
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, "waited in vain");
            LockSupport.parkNanos(1_000_000);
        }
    }
}
