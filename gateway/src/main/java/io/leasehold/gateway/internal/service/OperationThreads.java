package io.leasehold.gateway.internal.service;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that speak with databases. There is no limit here: each has a connection or waits for one that it has its turn for, and of
 * these there are only so many. Safe for any number of threads.
 */
final class OperationThreads implements AutoCloseable {

    private static final long IDLE_SECONDS = 30;
    private static final long CLOSE_SECONDS = 5;

    private final AtomicLong number = new AtomicLong();
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            this::thread,
            new ThreadPoolExecutor.DiscardPolicy());

    private Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "leasehold-gateway-" + number.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        return thread;
    }

    ExecutorService executor() {
        return executor;
    }

    /** Waits a little for what still runs; what does not end by then is a daemon's. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
