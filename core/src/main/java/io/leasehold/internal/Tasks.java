package io.leasehold.internal;

import io.leasehold.spi.TaskRunner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pool's part of the workers that all pools share: at most so many of its tasks run at once, the rest wait in order, so
 * that a driver that hangs delays no other pool. Safe for any thread; the lock is never held while a task runs.
 */
final class Tasks {

    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final TaskRunner runner;
    private final Deque<Runnable> queued = new ArrayDeque<>();
    private int running;
    private int limit;

    Tasks(TaskRunner runner, int limit) {
        this.runner = runner;
        this.limit = limit;
    }

    void execute(Runnable task) {
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
    void startQueued() {
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
        for (Runnable task = first; task != null; task = next(false)) {
            try {
                task.run();
            } catch (Throwable e) {
                LOG.error("work in the background failed", Wordless.of(e));
            }
        }
    }

    private @Nullable Runnable next(boolean starting) {
        lock.lock();
        try {
            int others = starting ? running : running - 1;
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
