package io.leasehold.session;

import java.time.Duration;
import java.util.List;

/**
 * A reading of a connection. Immutable.
 *
 * @param id the connection's
 * @param address where its client is
 * @param kind whether sessions hang on it
 * @param age since it started
 * @param sessions the ids of the sessions that hang on it
 */
public record ConnectionSnapshot(long id, String address, ConnectionKind kind, Duration age, List<String> sessions) {

    public ConnectionSnapshot {
        sessions = List.copyOf(sessions);
    }
}
