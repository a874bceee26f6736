package io.leasehold.internal;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The line of those who wait, first in, first out. The links are guarded by a lock that is never held while anything else
 * is called but an unpark; the head is read without it. Joining, leaving and granting are O(1), so that ten thousand time-outs do not walk
 * it.
 *
 * <h2>Why nobody sleeps while a place is free</h2>
 *
 * <p>A returner (1) makes its place IDLE by a CAS, a full fence, (2) reads the head and signals it. A waiter (1) enters the
 * line, a volatile write, or, if it was signalled, goes back to WAITING by a CAS, (2) looks at every place once more before
 * it parks. Of the two, one sees the other: the waiter finds the place, or the returner finds the waiter.
 *
 * <p>A head that is SIGNALLED is awake and looks around again before it parks, so whoever frees a place meanwhile owes it
 * nothing. A head that is leaving (granted, out of time, interrupted) looks, once it is out of the line, whether any place
 * is free and signals the next head ({@link SlowAcquire}): a signal is used up by a grant or passed on.
 */
final class WaitLine {

    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable Waiter head;
    private @Nullable Waiter tail;
    private volatile int size;

    boolean isEmpty() {
        return head == null;
    }

    @Nullable Waiter head() {
        return head;
    }

    int size() {
        return size;
    }

    /** Enters at the end; gives false, having changed nothing, if the line is full. */
    boolean join(Waiter waiter, int maximum) {
        lock.lock();
        try {
            if (size >= maximum) {
                return false;
            }
            waiter.position = size + 1;
            waiter.inLine = true;
            waiter.ahead = tail;
            Waiter last = tail;
            tail = waiter;
            size++;
            if (last == null) {
                head = waiter;
            } else {
                last.behind = waiter;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the waiter out, wherever it stands; twice does nothing. */
    void remove(Waiter waiter) {
        lock.lock();
        try {
            unlink(waiter);
        } finally {
            lock.unlock();
        }
    }

    /** Grants the place to the first who is not leaving; gives false if there is nobody, and the place is still the caller's. */
    boolean grant(Place<?> place, long token, long now) {
        Waiter first;
        lock.lock();
        try {
            do {
                first = head;
                if (first == null) {
                    return false;
                }
                unlink(first);
            } while (!first.grant(place, token, now));
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(first.thread);
        return true;
    }

    /** A place is free: the head may try for it. */
    void signal(long now) {
        Waiter first = head;
        if (first != null) {
            first.signal(now);
        }
    }

    /** Something changed for everybody: each looks for itself. */
    void signalAll(long now) {
        lock.lock();
        try {
            for (Waiter waiter = head; waiter != null; waiter = waiter.behind) {
                waiter.signal(now);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * A probe begins: who had it begin waits for its end, or else the first who is not leaving, whom it will serve; the others look
     * for themselves, since they are not to wait for it.
     */
    void await(Probe probe, @Nullable Waiter begunBy, long now) {
        lock.lock();
        try {
            Waiter prober = begunBy;
            for (Waiter waiter = head; waiter != null; waiter = waiter.behind) {
                if (prober == null && waiter.isStaying()) {
                    prober = waiter;
                }
                if (waiter != prober) {
                    waiter.signal(now);
                }
            }
            if (prober != null) {
                prober.awaited = probe;
            }
        } finally {
            lock.unlock();
        }
    }

    private void unlink(Waiter waiter) {
        if (!waiter.inLine) {
            return;
        }
        waiter.inLine = false;
        size--;
        Waiter ahead = waiter.ahead;
        Waiter behind = waiter.behind;
        if (behind == null) {
            tail = ahead;
        } else {
            behind.ahead = ahead;
        }
        if (ahead == null) {
            head = behind;
        } else {
            ahead.behind = behind;
        }
        waiter.ahead = null;
        waiter.behind = null;
    }
}
