package io.leasehold.session;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reading of a session. Immutable.
 *
 * @param id the session's
 * @param principal the authenticated user who opened it
 * @param actingAs the user on whose behalf its work is done
 * @param address from where it was opened
 * @param state where it is in its life
 * @param connections the ids of the connections it hangs on
 * @param age since it began to open
 * @param calls calls in it now
 * @param holdings what it holds, oldest first
 * @param onDisconnect what becomes of it when its last connection ends
 * @param idle for how long it has been idle, zero if it is not
 * @param detached for how long it has been detached, or null if it is not
 * @param quiet since its last call, of a session that hangs on calls alone, or null; zero while a call is in it
 * @param quietLeft until its client is taken to be gone if no call comes, or null where {@code quiet} is
 */
public record SessionSnapshot(
        String id,
        String principal,
        String actingAs,
        String address,
        SessionState state,
        List<Long> connections,
        Duration age,
        int calls,
        List<Holding> holdings,
        OnDisconnect onDisconnect,
        Duration idle,
        @Nullable Duration detached,
        @Nullable Duration quiet,
        @Nullable Duration quietLeft) {

    public SessionSnapshot {
        connections = List.copyOf(connections);
        holdings = List.copyOf(holdings);
    }

    /**
     * Something that a session holds, or an operation of it.
     *
     * @param name as it was named
     * @param what the kind of what is held, or the state of an operation
     * @param age since it is held, or the operation began
     */
    public record Holding(String name, String what, Duration age) {}
}
