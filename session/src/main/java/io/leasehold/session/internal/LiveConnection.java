package io.leasehold.session.internal;

import io.leasehold.session.ClientConnection;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.ConnectionSnapshot;
import io.leasehold.session.OpenedSession;
import io.leasehold.session.SessionCall;
import io.leasehold.session.SessionOpener;
import io.leasehold.session.SessionOptions;
import io.leasehold.session.SessionToken;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A connection that has started. What is not final is guarded by the registry's lock. */
final class LiveConnection implements ClientConnection {

    final Registry registry;
    final long startedAt;

    /** The sessions that hang on it; none if it is passing. */
    final Set<LiveSession> sessions = new LinkedHashSet<>();

    boolean hasEnded;

    private final long id;
    private final String address;
    private final ConnectionKind kind;

    LiveConnection(Registry registry, long id, String address, ConnectionKind kind, long startedAt) {
        this.registry = registry;
        this.id = id;
        this.address = address;
        this.kind = kind;
        this.startedAt = startedAt;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public ConnectionKind kind() {
        return kind;
    }

    boolean isLasting() {
        return kind == ConnectionKind.LASTING;
    }

    @Override
    public <E extends Exception> OpenedSession open(String principal, SessionOptions options, SessionOpener<E> opener)
            throws E {
        return registry.opening.open(this, principal, options, opener);
    }

    @Override
    public SessionCall call(SessionToken token, String principal) {
        return registry.calls.begin(this, token, principal);
    }

    @Override
    public void end() {
        registry.change(after -> {
            if (!hasEnded) {
                registry.moves.end(this, after);
            }
            return null;
        });
    }

    ConnectionSnapshot snapshot(long now) {
        return new ConnectionSnapshot(
                id,
                address,
                kind,
                Duration.ofNanos(now - startedAt),
                sessions.stream().map(LiveSession::id).toList());
    }

    /** Equal to itself alone; its hash is its id's, so that sets of them are the same in each run. */
    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return "connection " + id + " from " + Text.plain(address);
    }
}
