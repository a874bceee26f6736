package io.leasehold.session.internal;

import io.leasehold.session.SessionConfig;
import io.leasehold.session.SessionEndReason;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions that have ended, for a while and up to a number, the oldest first. Guarded by the registry's lock. */
final class Tombstones {

    /** What is left of a session: enough to tell its owner, and nobody else, why it ended. */
    record Tombstone(byte[] secretHash, String principal, SessionEndReason reason, long at) {}

    private final Map<SessionId, Tombstone> stones = new LinkedHashMap<>();

    void add(SessionId id, Tombstone stone) {
        stones.put(id, stone);
        if (stones.size() > SessionConfig.MOST_REMEMBERED) {
            Iterator<SessionId> oldest = stones.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    @Nullable Tombstone get(SessionId id, long now) {
        Tombstone stone = stones.get(id);
        return stone == null || isOver(stone, now) ? null : stone;
    }

    int size() {
        return stones.size();
    }

    /** Forgets what is too old; gives when the next will be. */
    long forget(long now) {
        Iterator<Tombstone> oldest = stones.values().iterator();
        while (oldest.hasNext()) {
            Tombstone stone = oldest.next();
            if (!isOver(stone, now)) {
                return SessionConfig.REMEMBERED_FOR.toNanos() - (now - stone.at);
            }
            oldest.remove();
        }
        return SessionConfig.REMEMBERED_FOR.toNanos();
    }

    private static boolean isOver(Tombstone stone, long now) {
        return now - stone.at >= SessionConfig.REMEMBERED_FOR.toNanos();
    }
}
