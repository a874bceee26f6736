package io.leasehold.gateway.internal.service;

import io.leasehold.spi.TaskRunner;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that speak with databases. There is no limit here: each has a connection or waits for one that it has its turn for, and of
 * these there are only so many. Safe for any number of threads.
 *
 * <p>The system may have a limit. Who hands a task in is in the middle of something, such as telling all who have their turn, and must
 * neither lose the task nor be thrown out of it: a task for which there is no thread now waits, and is tried again until there is one.
 */
final class OperationThreads implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperationThreads.class);
    private static final long IDLE_SECONDS = 30;
    private static final long CLOSE_SECONDS = 5;
    private static final long AGAIN_AFTER = Duration.ofMillis(100).toNanos();
    private static final long UNTIL_WOKEN = Long.MAX_VALUE / 2;

    /** So that what waits takes no memory when there may be none. */
    private static final int ROOM_FOR_WAITING = 1_000;

    private final ThreadPoolExecutor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Runnable> waiting = new ArrayDeque<>(ROOM_FOR_WAITING);
    private final TaskRunner.Registration registration;

    /** @param runner tries again what found no thread */
    OperationThreads(TaskRunner runner) {
        this(runner, daemons());
    }

    OperationThreads(TaskRunner runner, ThreadFactory factory) {
        this.threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                factory,
                new ThreadPoolExecutor.DiscardPolicy());
        this.registration = runner.register(this::startWaiting);
    }

    private static ThreadFactory daemons() {
        AtomicLong number = new AtomicLong();
        return work -> {
            Thread thread = new Thread(null, work, "leasehold-gateway-" + number.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs it soon, on a thread of its own. */
    @Override
    public void execute(Runnable task) {
        OutOfMemoryError none = start(task);
        if (none == null) {
            return;
        }
        boolean isFirst;
        lock.lock();
        try {
            isFirst = waiting.isEmpty();
            waiting.addLast(task);
        } finally {
            lock.unlock();
        }
        registration.wake();
        if (isFirst) {
            LOG.warn("there is no thread for a statement now, so it waits for one: {}", none.toString());
        }
    }

    /** Gives why there is no thread for it, or null. */
    private @Nullable OutOfMemoryError start(Runnable task) {
        try {
            threads.execute(task);
            return null;
        } catch (OutOfMemoryError e) {
            return e;
        }
    }

    private long startWaiting(long now) {
        for (Runnable next = next(); next != null; next = next()) {
            if (start(next) != null) {
                putBack(next);
                return AGAIN_AFTER;
            }
        }
        return UNTIL_WOKEN;
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            return waiting.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    private void putBack(Runnable task) {
        lock.lock();
        try {
            waiting.addFirst(task);
        } finally {
            lock.unlock();
        }
    }

    /** Waits a little for what still runs; what does not end by then is a daemon's. */
    @Override
    public void close() {
        registration.close();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
