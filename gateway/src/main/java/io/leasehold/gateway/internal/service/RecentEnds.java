package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.view.EndView;
import io.leasehold.session.SessionEvent;
import io.leasehold.session.SessionListener;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Remembers the latest ends of sessions. Safe for any number of threads. */
final class RecentEnds implements SessionListener {

    private static final int MOST = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<EndView> ends = new ArrayDeque<>();

    @Override
    public void ended(SessionEvent event) {
        String detail = event.detail().isEmpty() ? "" : " (" + event.detail() + ")";
        String reason = event.reason() == null ? "" : event.reason().words();
        EndView end = new EndView(event.session(), event.principal(), event.address(), reason + detail, Instant.now());
        lock.lock();
        try {
            ends.addFirst(end);
            if (ends.size() > MOST) {
                ends.removeLast();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The newest first. */
    List<EndView> all() {
        lock.lock();
        try {
            return List.copyOf(ends);
        } finally {
            lock.unlock();
        }
    }
}
