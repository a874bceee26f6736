package io.leasehold.gateway.internal.result;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What the results of all operations may take of memory together, and those of one user of that. Safe for any number of threads.
 *
 * <p>Who waits for room enters {@link #waiting} and then looks at what is taken once more before it parks; who gives back lowers that
 * and then looks at {@code waiting}. One of them sees the other, so that no wake-up is lost. Bytes are taken of the user's part first and
 * then of the whole; if the whole has no room the part gets them back, as by any other giving back: who saw the part full meanwhile is
 * woken. A thread may be woken in vain, and looks again.
 *
 * <p>Whoever has nothing buffered may take a batch beyond the limit, lest it wait for others who may never fetch. Many results that nobody
 * fetches would add up to more than there is, so that ends at {@code most}: there the statement fails instead of the gateway.
 *
 * <p>Of both a user has a part alone, so that one who fetches nothing holds up nobody else. A user is known here while something is taken
 * for it, and costs nothing otherwise.
 */
public final class Budget {

    private static final int ALL = 100;

    private final long limit;
    private final long most;
    private final int percent;
    private final AtomicLong used = new AtomicLong();
    private final Map<String, Long> usedBy = new ConcurrentHashMap<>();
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

    /**
     * A budget of so many bytes.
     *
     * @param limit at least 1
     * @param most what may be taken by operations that have nothing else buffered, {@code limit} or more
     * @param percent of both for one user, 1 to 100
     */
    public Budget(long limit, long most, int percent) {
        if (limit < 1 || most < limit || percent < 1 || percent > ALL) {
            throw new IllegalArgumentException("no such limits: " + limit + ", " + most + ", " + percent);
        }
        this.limit = limit;
        this.most = most;
        this.percent = percent;
    }

    /** A quarter of what the JVM's heap may grow to, and half of it at most; for one user so many percent of that. */
    public static Budget ofHeap(int percent) {
        long heap = Runtime.getRuntime().maxMemory();
        return new Budget(heap / 4, heap / 2, percent);
    }

    /** Bytes that are taken. */
    public long used() {
        return used.get();
    }

    /** Bytes that are taken for a user. */
    long used(String user) {
        return usedBy.getOrDefault(user, 0L);
    }

    /** How many users something is taken for. */
    int users() {
        return usedBy.size();
    }

    /** Whether there is room for so many more. */
    boolean fits(String user, long bytes) {
        return used.get() + bytes <= limit && used(user) + bytes <= part(limit);
    }

    /** Takes so many bytes, if there is room for them. */
    boolean tryTake(String user, long bytes) {
        return tryTake(user, bytes, limit);
    }

    /** The same for one who has nothing else buffered: there is room beyond the limit. */
    boolean tryTakeFirst(String user, long bytes) {
        return tryTake(user, bytes, most);
    }

    private long part(long of) {
        return percent == ALL ? of : of / ALL * percent + of % ALL * percent / ALL;
    }

    private boolean tryTake(String user, long bytes, long until) {
        if (!tryTakeOfPart(user, bytes, part(until))) {
            return false;
        }
        long now = used.get();
        while (now + bytes <= until) {
            if (used.compareAndSet(now, now + bytes)) {
                return true;
            }
            now = used.get();
        }
        giveToPart(user, bytes);
        waiting.forEach(LockSupport::unpark);
        return false;
    }

    private boolean tryTakeOfPart(String user, long bytes, long until) {
        boolean[] isTaken = {false};
        usedBy.compute(user, (same, before) -> {
            long now = before == null ? 0 : before;
            isTaken[0] = now + bytes <= until;
            return isTaken[0] ? Long.valueOf(now + bytes) : before;
        });
        return isTaken[0];
    }

    private void giveToPart(String user, long bytes) {
        usedBy.computeIfPresent(user, (same, before) -> before == bytes ? null : Long.valueOf(before - bytes));
    }

    void give(String user, long bytes) {
        if (bytes == 0) {
            return;
        }
        used.addAndGet(-bytes);
        giveToPart(user, bytes);
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
