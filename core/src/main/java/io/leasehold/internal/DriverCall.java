package io.leasehold.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One call into the driver on a worker, bounded in time. It runs once, though it be queued twice, and is settled once: by its own end,
 * or by the housekeeper that gives it up; the loser does nothing more to the pool. The lock keeps an interrupt meant for this call from
 * reaching the worker's next task.
 */
public abstract class DriverCall implements Runnable {

    protected final long limitNanos;
    volatile long submittedAt;

    /** Whether a worker will come to it. */
    volatile boolean queued;

    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean settled = new AtomicBoolean();
    private final ReentrantLock running = new ReentrantLock();
    private @Nullable Thread worker;

    protected DriverCall(long limitNanos) {
        this.limitNanos = limitNanos;
    }

    /** Calls the driver, unless that is of no use any more, and settles. It may have been given up before it began. */
    protected abstract void call();

    /** By the housekeeper, now and then while it runs. */
    protected void lookAt(long now) {}

    /** Whether it is to run: one that was counted before what it is for was taken is due from then on ({@link DriverCalls}). */
    boolean isDue() {
        return true;
    }

    /** By the housekeeper, of one that was not due for long: whoever counted it has died. Gives false if it is due after all. */
    boolean drop() {
        return settle();
    }

    /** What follows when it was given up. On the housekeeper: neither blocks nor calls the driver. */
    protected abstract void givenUp();

    /** When it was handed in. */
    public final long submittedAt() {
        return submittedAt;
    }

    /** Whether the caller is the first to begin with it: the worker that runs it, or who takes it back before one has. */
    protected final boolean begin() {
        return begun.compareAndSet(false, true);
    }

    /** Whether the caller is the first to settle it. */
    public final boolean settle() {
        return settled.compareAndSet(false, true);
    }

    public final boolean isSettled() {
        return settled.get();
    }

    @Override
    public final void run() {
        worker(Thread.currentThread());
        try {
            call();
        } finally {
            worker(null);
            Thread.interrupted();
        }
    }

    public final void interrupt() {
        running.lock();
        try {
            if (worker != null) {
                worker.interrupt();
            }
        } finally {
            running.unlock();
        }
    }

    private void worker(@Nullable Thread thread) {
        running.lock();
        try {
            worker = thread;
        } finally {
            running.unlock();
        }
    }
}
