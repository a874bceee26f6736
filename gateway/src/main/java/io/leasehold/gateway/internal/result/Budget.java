package io.leasehold.gateway.internal.result;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What the results of all operations may take of memory together. Safe for any number of threads; takes no lock.
 *
 * <p>Who waits for room enters {@link #waiting} and then looks at {@link #used} once more before it parks; who gives back lowers
 * {@code used} and then looks at {@code waiting}. One of them sees the other, so that no wake-up is lost. A thread may be woken in vain,
 * and looks again.
 */
public final class Budget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

    /** A budget of so many bytes, at least 1. */
    public Budget(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("no such limit: " + limit);
        }
        this.limit = limit;
    }

    /** A quarter of what the JVM's heap may grow to. */
    public static Budget ofHeap() {
        return new Budget(Runtime.getRuntime().maxMemory() / 4);
    }

    /** Bytes that are taken; may pass the limit by a batch for each operation, as one that has none buffered may always have one. */
    public long used() {
        return used.get();
    }

    /** Whether there is room for so many more. */
    boolean fits(long bytes) {
        return used.get() + bytes <= limit;
    }

    /** Takes so many bytes, if there is room for them. */
    boolean tryTake(long bytes) {
        long now = used.get();
        while (now + bytes <= limit) {
            if (used.compareAndSet(now, now + bytes)) {
                return true;
            }
            now = used.get();
        }
        return false;
    }

    /** Takes so many bytes, whether there is room or not. */
    void take(long bytes) {
        used.addAndGet(bytes);
    }

    void give(long bytes) {
        if (bytes == 0) {
            return;
        }
        used.addAndGet(-bytes);
        waiting.forEach(LockSupport::unpark);
    }

    /** From now on the calling thread is woken when something is given back. */
    void enter() {
        waiting.add(Thread.currentThread());
    }

    void leave() {
        waiting.remove(Thread.currentThread());
    }
}
