package io.leasehold.hbase.internal;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.UserGroupInformation.AuthenticationMethod;

/**
 * Whether a connection's credentials are those of today. Safe for use by many threads.
 *
 * <p>A connection keeps the Subject it was opened with. A later Subject supersedes it where it holds credentials of its own;
 * one that was superseded supersedes nobody, so that two which take turns do not open connections without end. Subjects
 * are compared by identity, which is what {@code UserGroupInformation.equals} does.
 */
final class Credentials {
    private static final int MOST_REMEMBERED = 256;

    private final Map<Identity, Long> epochs = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock, the oldest first. */
    private final Set<UserGroupInformation> superseded = new LinkedHashSet<>();

    /** Says that connections of this identity, whatever its tokens, are of yesterday. */
    void changed(Identity identity) {
        epochs.merge(identity.withoutTokens(), 1L, Long::sum);
    }

    long epochOf(Identity identity) {
        return epochs.isEmpty() ? 0 : epochs.getOrDefault(identity.withoutTokens(), 0L);
    }

    /** Why the connection shall not be given to holders of this key any more, or "" if it may. */
    String objectionTo(SharedConnection connection, SharedKey key) {
        if (connection.epoch() != epochOf(key.identity())) {
            return "the credentials of " + key.identity() + " have changed";
        }
        if (connection.key() == key || isOfSameSubject(connection.key(), key)) {
            return "";
        }
        return supersedes(key, connection.key()) ? key.identity() + " has logged in anew" : "";
    }

    private static boolean isOfSameSubject(SharedKey one, SharedKey other) {
        return one.credentials().equals(other.credentials())
                || other.credentials().getAuthenticationMethod() != AuthenticationMethod.KERBEROS;
    }

    private boolean supersedes(SharedKey later, SharedKey earlier) {
        lock.lock();
        try {
            if (superseded.contains(later.credentials())) {
                return false;
            }
            superseded.add(earlier.credentials());
            if (superseded.size() > MOST_REMEMBERED) {
                superseded.remove(superseded.iterator().next());
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
