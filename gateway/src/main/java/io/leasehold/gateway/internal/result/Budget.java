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
 *
 * <p>Whoever has nothing buffered may take a batch beyond the limit, lest it wait for others who may never fetch. Many results that nobody
 * fetches would add up to more than there is, so that ends at {@code most}: there the statement fails instead of the gateway.
 */
public final class Budget {

    private final long limit;
    private final long most;
    private final AtomicLong used = new AtomicLong();
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

    /**
     * A budget of so many bytes.
     *
     * @param limit at least 1
     * @param most what may be taken by operations that have nothing else buffered, {@code limit} or more
     */
    public Budget(long limit, long most) {
        if (limit < 1 || most < limit) {
            throw new IllegalArgumentException("no such limits: " + limit + ", " + most);
        }
        this.limit = limit;
        this.most = most;
    }

    /** A quarter of what the JVM's heap may grow to, and half of it at most. */
    public static Budget ofHeap() {
        long heap = Runtime.getRuntime().maxMemory();
        return new Budget(heap / 4, heap / 2);
    }

    /** Bytes that are taken. */
    public long used() {
        return used.get();
    }

    /** Whether there is room for so many more. */
    boolean fits(long bytes) {
        return used.get() + bytes <= limit;
    }

    /** Takes so many bytes, if there is room for them. */
    boolean tryTake(long bytes) {
        return tryTake(bytes, limit);
    }

    /** The same for one who has nothing else buffered: there is room beyond the limit. */
    boolean tryTakeFirst(long bytes) {
        return tryTake(bytes, most);
    }

    private boolean tryTake(long bytes, long until) {
        long now = used.get();
        while (now + bytes <= until) {
            if (used.compareAndSet(now, now + bytes)) {
                return true;
            }
            now = used.get();
        }
        return false;
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
