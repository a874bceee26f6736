package io.leasehold.internal;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads that come as they are needed and go when they are idle. How many a pool may use is {@link Tasks}' concern. */
final class Workers {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> PlainThreads.daemon("leasehold-worker-" + COUNT.incrementAndGet(), task));

    void execute(Runnable task) {
        executor.execute(task);
    }

    /** No task comes any more; those that run end by themselves. */
    void stop() {
        executor.shutdown();
    }
}
