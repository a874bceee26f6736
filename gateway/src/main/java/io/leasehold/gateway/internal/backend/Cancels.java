package io.leasehold.gateway.internal.backend;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the cancels of one backend, so many at once and no more: each may take a connection of its own to the server. Safe for any
 * number of threads.
 *
 * <p>A cancel is either sending, or in the queue while as many are sending as may be: who ends one takes the next out of the queue under
 * the lock, and only if there is none does it count itself out. So none is left in the queue with nobody to send it.
 */
final class Cancels {

    private static final Logger LOG = LoggerFactory.getLogger(Cancels.class);

    private final int most;
    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private int sending;

    Cancels(int most, Executor threads) {
        this.most = most;
        this.threads = threads;
    }

    /** Sends soon, on a thread of its own; the cancel may block. */
    void send(Runnable cancel) {
        lock.lock();
        try {
            if (sending == most) {
                queue.add(cancel);
                return;
            }
            sending++;
        } finally {
            lock.unlock();
        }
        threads.execute(() -> sendAll(cancel));
    }

    private void sendAll(Runnable first) {
        for (Runnable next = first; next != null; next = nextOrDone()) {
            try {
                next.run();
            } catch (RuntimeException | Error e) {
                // Those behind it are to be sent all the same.
                LOG.error("a cancel could not be sent", e);
            }
        }
    }

    private @Nullable Runnable nextOrDone() {
        lock.lock();
        try {
            Runnable next = queue.poll();
            if (next == null) {
                sending--;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }
}
