package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.operation.GatewaySession;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The sessions by id, and for a while whose those were that have ended: a client that was never asked who it is says it at its
 * open and not again. Safe for any number of threads.
 */
final class Sessions {

    private static final int MOST_REMEMBERED = 10_000;

    private final Map<String, GatewaySession> all = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, String> principals = new LinkedHashMap<>();

    void add(GatewaySession session) {
        all.put(session.id(), session);
        lock.lock();
        try {
            principals.put(session.id(), session.registered().principal());
            if (principals.size() > MOST_REMEMBERED + all.size()) {
                String oldest = principals.keySet().iterator().next();
                String kept = principals.remove(oldest);
                if (kept != null && all.containsKey(oldest)) {
                    principals.put(oldest, kept);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    void remove(String id) {
        all.remove(id);
    }

    @Nullable GatewaySession find(String id) {
        return all.get(id);
    }

    /** Whose it is or was; empty if nothing is known of it. */
    String principalOf(String id) {
        lock.lock();
        try {
            return principals.getOrDefault(id, "");
        } finally {
            lock.unlock();
        }
    }

    Collection<GatewaySession> all() {
        return all.values();
    }
}
