package io.leasehold.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The ages of idleness at which checks found resources dead and alive, and what they tell: where only the long idle die,
 * something drops idle flows. It is told, and nothing is changed by itself. Safe for any thread.
 *
 * <p>A server that stops takes what is idle along as well, and every age would then look like a limit. What tells the two apart is that
 * opens fail: so a death counts for nothing while one has failed within the last minute, and is forgotten if one fails within the next.
 */
final class IdleDeaths {

    private static final int KEPT = 16;

    /** What a server takes to stop, to be found dead by a check, and to refuse an open, with room to spare. */
    private static final long ABOUT_THE_SAME_TIME = 60_000_000_000L;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Death> deaths = new ArrayDeque<>();
    private long longestAlive;
    private boolean wasTold;
    private long toldAt;
    private boolean hasFailed;
    private long failedAt;

    private record Death(long idleNanos, long at) {}

    /** @param aged whether nothing but its age made it a suspect: what died with another tells nothing */
    void died(long idleNanos, boolean aged, long now) {
        lock.lock();
        try {
            if (!aged || hasFailed && now - failedAt < ABOUT_THE_SAME_TIME) {
                return;
            }
            deaths.addLast(new Death(idleNanos, now));
            if (deaths.size() > KEPT) {
                deaths.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The server may be down: what died about now died with it. */
    void openFailed(long now) {
        lock.lock();
        try {
            hasFailed = true;
            failedAt = now;
            deaths.removeIf(death -> now - death.at() < ABOUT_THE_SAME_TIME);
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
            return deaths.size() + " idle " + (deaths.size() == 1 ? "resource was" : "resources were")
                    + " found dead after " + Scene.words(youngest) + " or more of idleness"
                    + (longestAlive > 0 ? ", none after " + Scene.words(longestAlive) + " or less" : "")
                    + ": something on the way, or the server, drops idle connections after about "
                    + Scene.words(youngest)
                    + "; have them checked more often than that while they are idle, or closed before they are"
                    + " idle for so long";
        } finally {
            lock.unlock();
        }
    }

    private boolean isTelling() {
        return !deaths.isEmpty() && youngestDead() > longestAlive;
    }

    private long youngestDead() {
        long youngest = Long.MAX_VALUE;
        for (Death death : deaths) {
            youngest = Math.min(youngest, death.idleNanos());
        }
        return youngest;
    }
}
