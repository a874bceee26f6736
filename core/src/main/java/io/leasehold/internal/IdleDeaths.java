package io.leasehold.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The ages of idleness at which checks found resources dead and alive, and what they tell: where only the long idle die,
 * something drops idle flows. It is told, and nothing is changed by itself. Safe for any thread.
 */
final class IdleDeaths {

    private static final int KEPT = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Long> ages = new ArrayDeque<>();
    private long longestAlive;
    private boolean wasTold;
    private long toldAt;

    /** @param aged whether nothing but its age made it a suspect: what died with a server tells nothing */
    void died(long idleNanos, boolean aged) {
        lock.lock();
        try {
            if (!aged) {
                return;
            }
            ages.addLast(idleNanos);
            if (ages.size() > KEPT) {
                ages.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    void lived(long idleNanos) {
        lock.lock();
        try {
            longestAlive = Math.max(longestAlive, idleNanos);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The advice for the log, or null if it was told of the round that this death belongs to: whatever was idle already when
     * it was told last is of that round, however long its checks take.
     */
    @Nullable String adviceOnce(long idleSince, long now) {
        lock.lock();
        try {
            String advice = wasTold && idleSince - toldAt <= 0 ? null : advice();
            if (advice != null) {
                wasTold = true;
                toldAt = now;
            }
            return advice;
        } finally {
            lock.unlock();
        }
    }

    @Nullable String advice() {
        lock.lock();
        try {
            if (!isTelling()) {
                return null;
            }
            long youngest = youngestDead();
            return ages.size() + " idle " + (ages.size() == 1 ? "resource was" : "resources were")
                    + " found dead after " + Scene.words(youngest) + " or more of idleness"
                    + (longestAlive > 0 ? ", none after " + Scene.words(longestAlive) + " or less" : "")
                    + ": something on the way, or the server, drops idle connections after about "
                    + Scene.words(youngest)
                    + "; keep them alive more often than that (keepaliveTime), or let them be idle"
                    + " for less (idleTimeout)";
        } finally {
            lock.unlock();
        }
    }

    private boolean isTelling() {
        return !ages.isEmpty() && youngestDead() > longestAlive;
    }

    private long youngestDead() {
        long youngest = Long.MAX_VALUE;
        for (long age : ages) {
            youngest = Math.min(youngest, age);
        }
        return youngest;
    }
}
