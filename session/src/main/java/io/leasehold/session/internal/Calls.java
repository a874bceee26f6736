package io.leasehold.session.internal;

import io.leasehold.session.NoSuchSessionException;
import io.leasehold.session.Session;
import io.leasehold.session.SessionCall;
import io.leasehold.session.SessionEndedException;
import io.leasehold.session.SessionLoss;
import io.leasehold.session.SessionState;
import io.leasehold.session.SessionToken;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls of clients in their sessions.
 *
 * <p>Whoever has not both the secret and the principal of a session is answered as if there were none: by the same exception,
 * after the same work, with nothing changed. The secret is compared in constant time; that ids are looked up in a map tells at
 * most whether an id exists, and ids are shown in logs.
 */
final class Calls {

    private final Registry registry;

    Calls(Registry registry) {
        this.registry = registry;
    }

    SessionCall begin(LiveConnection connection, SessionToken token, String principal) {
        SessionId id = SessionId.of(token.id());
        byte[] hash = Tokens.hash(token.secret());
        return registry.change(after -> {
            Opening.refuseIfEnded(connection);
            LiveSession session = find(id, hash, principal);
            session.calls++;
            List<SessionLoss> losses = registry.moves.attach(session, connection, after);
            return new Call(session, losses, !connection.isLasting());
        });
    }

    private LiveSession find(@Nullable SessionId id, byte[] hash, String principal) {
        LiveSession session = id == null ? null : registry.sessions.get(id);
        if (session != null) {
            boolean isOwner =
                    Tokens.same(session.secretHash, hash) && session.principal().equals(principal);
            if (isOwner && session.state() != SessionState.OPENING) {
                return session;
            }
            throw new NoSuchSessionException();
        }
        long now = registry.ticker.nanos();
        Tombstones.Tombstone stone = id == null ? null : registry.tombstones.get(id, now);
        boolean wasOwner = stone != null
                ? Tokens.same(stone.secretHash(), hash) && stone.principal().equals(principal)
                : Tokens.sameAsNobodys(hash);
        if (stone == null || !wasOwner) {
            throw new NoSuchSessionException();
        }
        throw new SessionEndedException(stone.reason(), Duration.ofNanos(now - stone.at()));
    }

    /** One call; it is counted in its session until it is closed. */
    private static final class Call implements SessionCall {

        private final LiveSession session;
        private final List<SessionLoss> losses;
        private final boolean isPassing;
        private boolean isClosed;

        Call(LiveSession session, List<SessionLoss> losses, boolean isPassing) {
            this.session = session;
            this.losses = losses;
            this.isPassing = isPassing;
        }

        @Override
        public Session session() {
            return session;
        }

        @Override
        public List<SessionLoss> losses() {
            return losses;
        }

        @Override
        public void close() {
            session.registry.change(after -> {
                if (!isClosed) {
                    isClosed = true;
                    session.calls--;
                    session.lastPassingCall = isPassing ? session.registry.ticker.nanos() : session.lastPassingCall;
                    session.used(after);
                }
                return null;
            });
        }
    }
}
