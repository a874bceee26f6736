package io.leasehold.lab.chaos.run;

import io.leasehold.HolderSnapshot;
import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** What the pool last said of itself, and how often it said it. Safe for use by many threads. */
public final class EventTrail implements PoolListener {
    private static final int KEPT = 40;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<String> last = new ArrayDeque<>();
    private final AtomicLong openFailures = new AtomicLong();
    private final AtomicLong timedOut = new AtomicLong();
    private final AtomicLong waited = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong revoked = new AtomicLong();
    private final AtomicLong retired = new AtomicLong();
    private final Map<String, Long> overdue = new ConcurrentHashMap<>();
    private final long start = System.nanoTime();

    @Override
    public void opened(PoolEvent event) {
        note("opened", event);
    }

    @Override
    public void openFailed(PoolEvent event) {
        openFailures.incrementAndGet();
        note("openFailed", event);
    }

    @Override
    public void retired(PoolEvent event) {
        retired.incrementAndGet();
        note("retired", event);
    }

    @Override
    public void revoked(PoolEvent event) {
        revoked.incrementAndGet();
        note("revoked", event);
    }

    @Override
    public void overdue(PoolEvent event) {
        HolderSnapshot holder = event.holder();
        if (holder != null) {
            overdue.merge(holder.thread(), 1L, Long::sum);
        }
        note("overdue", event);
    }

    @Override
    public void waited(PoolEvent event) {
        waited.incrementAndGet();
    }

    @Override
    public void timedOut(PoolEvent event) {
        timedOut.incrementAndGet();
    }

    @Override
    public void lost(PoolEvent event) {
        lost.incrementAndGet();
        note("lost", event);
    }

    public long openFailures() {
        return openFailures.get();
    }

    public long timedOut() {
        return timedOut.get();
    }

    public long waited() {
        return waited.get();
    }

    /** Opens and closes that the driver did not let go of in time. */
    public long lost() {
        return lost.get();
    }

    public long revoked() {
        return revoked.get();
    }

    public long retired() {
        return retired.get();
    }

    /** Leases of this thread that were reported as held for too long. */
    public long overdueOf(String thread) {
        return overdue.getOrDefault(thread, 0L);
    }

    private void note(String what, PoolEvent event) {
        String line = (System.nanoTime() - start) / NANOS_PER_MILLI + " ms " + what + " " + event + message(event);
        lock.lock();
        try {
            if (last.size() == KEPT) {
                last.removeFirst();
            }
            last.addLast(line);
        } finally {
            lock.unlock();
        }
    }

    /** An event leaves out what its cause says, which may be a secret; nothing is one here. */
    private static String message(PoolEvent event) {
        Throwable cause = event.cause();
        return cause == null ? "" : " '" + cause.getMessage() + "'";
    }

    List<String> last() {
        lock.lock();
        try {
            return new ArrayList<>(last);
        } finally {
            lock.unlock();
        }
    }
}
