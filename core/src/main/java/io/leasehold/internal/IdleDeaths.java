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

    /**
     * @param aged whether nothing but its age made it a suspect: what died with a server tells nothing
     * @return whether there is something new to tell
     */
    boolean died(long idleNanos, boolean aged) {
        lock.lock();
        try {
            if (!aged) {
                return false;
            }
            ages.addLast(idleNanos);
            if (ages.size() > KEPT) {
                ages.removeFirst();
            }
            return isTelling();
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
