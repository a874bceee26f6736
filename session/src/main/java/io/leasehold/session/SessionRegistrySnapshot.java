package io.leasehold.session;

import java.util.List;

/**
 * A consistent reading of a registry. Immutable.
 *
 * @param name the registry's name
 * @param state what it does
 * @param connections all that have started and not ended, oldest first
 * @param sessions all that have not ended, oldest first
 * @param remembered ended sessions that are remembered for their owners
 * @param returning sessions, ended or detached, that are giving something back
 * @param hanging closes that hang and were left to their workers
 */
public record SessionRegistrySnapshot(
        String name,
        State state,
        List<ConnectionSnapshot> connections,
        List<SessionSnapshot> sessions,
        int remembered,
        int returning,
        int hanging) {

    /** What a registry does. */
    public enum State {
        OPEN,
        DRAINING,
        CLOSED
    }

    public SessionRegistrySnapshot {
        connections = List.copyOf(connections);
        sessions = List.copyOf(sessions);
    }

    /** How many sessions are in that state. */
    public long count(SessionState wanted) {
        return sessions.stream().filter(session -> session.state() == wanted).count();
    }
}
