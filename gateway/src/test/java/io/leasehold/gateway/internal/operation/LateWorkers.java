package io.leasehold.gateway.internal.operation;

import io.leasehold.spi.TaskRunner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The shared runner, whose workers are as late as a test wants. Safe for any number of threads. */
public final class LateWorkers implements TaskRunner {

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean isLate;

    /** What is handed in from now on waits. */
    public void beLate() {
        lock.lock();
        try {
            isLate = true;
        } finally {
            lock.unlock();
        }
    }

    /** Does on this thread all that waits, and what that brings about; what comes after it does not wait. */
    public void catchUp() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            Runnable next = waiting.poll();
            isLate &= next != null;
            return next;
        } finally {
            lock.unlock();
        }
    }

    private boolean waits(Runnable task) {
        lock.lock();
        try {
            return isLate && waiting.add(task);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void execute(Runnable task) {
        if (!waits(task)) {
            TaskRunner.shared().execute(task);
        }
    }

    @Override
    public Registration register(Upkeep upkeep) {
        return TaskRunner.shared().register(upkeep);
    }
}
