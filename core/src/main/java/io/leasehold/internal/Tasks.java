package io.leasehold.internal;

import io.leasehold.spi.TaskRunner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pool's part of the workers that all pools share: at most so many of its tasks run at once, the rest wait in order, so
 * that a driver that hangs delays no other pool. Safe for any thread; the lock is never held while a task runs.
 */
public final class Tasks implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final TaskRunner runner;
    private final Deque<Runnable> queued = new ArrayDeque<>();
    private final @Nullable ClassLoader loader;
    private int running;
    private int limit;
    private long done;

    /** @param loader the context class loader of a thread while it runs these tasks, or null for none */
    public Tasks(TaskRunner runner, int limit, @Nullable ClassLoader loader) {
        this.runner = runner;
        this.limit = limit;
        this.loader = loader;
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            queued.add(task);
        } finally {
            lock.unlock();
        }
        startQueued();
    }

    void limit(int most) {
        lock.lock();
        try {
            limit = most;
        } finally {
            lock.unlock();
        }
        startQueued();
    }

    /** Starts what waits; also by the housekeeper, for tasks that found no thread to run on. */
    public void startQueued() {
        while (true) {
            Runnable task = next(true);
            if (task == null) {
                return;
            }
            try {
                runner.execute(() -> run(task));
            } catch (Throwable noThread) {
                putBack(task);
                LOG.warn("no thread for work in the background; it is tried again shortly", noThread);
                return;
            }
        }
    }

    private void run(Runnable first) {
        Thread worker = Thread.currentThread();
        ClassLoader before = worker.getContextClassLoader();
        worker.setContextClassLoader(loader);
        try {
            for (Runnable task = first; task != null; task = next(false)) {
                try {
                    task.run();
                } catch (Throwable e) {
                    // an error that cannot be told must not cost the tasks behind it their worker
                    Telling.error(LOG, "work in the background failed", e);
                }
                worker.setContextClassLoader(loader);
            }
        } finally {
            worker.setContextClassLoader(before);
        }
    }

    /** How many tasks wait for a thread. */
    int queued() {
        lock.lock();
        try {
            return queued.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many tasks have ended. */
    long done() {
        lock.lock();
        try {
            return done;
        } finally {
            lock.unlock();
        }
    }

    boolean isIdle() {
        lock.lock();
        try {
            return running == 0 && queued.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Runnable next(boolean starting) {
        lock.lock();
        try {
            int others = starting ? running : running - 1;
            done += starting ? 0 : 1;
            Runnable task = others < limit ? queued.poll() : null;
            running = task == null ? others : others + 1;
            return task;
        } finally {
            lock.unlock();
        }
    }

    private void putBack(Runnable task) {
        lock.lock();
        try {
            running--;
            queued.addFirst(task);
        } finally {
            lock.unlock();
        }
    }
}
