package io.leasehold.session.internal;

import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.session.OpenedSession;
import io.leasehold.session.SessionEndReason;
import io.leasehold.session.SessionOpener;
import io.leasehold.session.SessionOptions;
import io.leasehold.session.SessionRefusedException;
import io.leasehold.session.SessionRefusedException.Refusal;
import io.leasehold.session.SessionState;
import io.leasehold.session.SessionToken;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a session is opened.
 *
 * <p>It is counted, in the registry, and on its connection by one change under the lock, before the opener runs. Whatever ends
 * it meanwhile, its connection, a drain or an operator, finds it there; what the opener has it hold afterwards finds it ended.
 * The last step moves OPENING to ATTACHED, or finds it ended and says so: it is never ended and opened.
 */
final class Opening {

    private final Registry registry;

    Opening(Registry registry) {
        this.registry = registry;
    }

    <E extends Exception> OpenedSession open(
            LiveConnection connection, String principal, SessionOptions options, SessionOpener<E> opener) throws E {
        check(options);
        byte[] id = registry.tokens.fresh();
        byte[] secret = registry.tokens.fresh();
        SessionId known = SessionId.of(id);
        if (known == null) {
            throw new IllegalStateException("an id of " + id.length + " bytes");
        }
        byte[] hash = Tokens.hash(secret);
        LiveSession session = registry.change(after -> begin(connection, known, hash, principal, options, after));
        try {
            session.keep(registry.runner.register(session.clock));
            opener.open(session);
        } catch (Throwable e) {
            registry.change(after -> registry.moves.end(session, SessionEndReason.OPEN_FAILED, "", after));
            throw e;
        }
        registry.change(after -> {
            opened(session, connection, after);
            return null;
        });
        return new OpenedSession(session, SessionToken.of(id, secret));
    }

    private LiveSession begin(
            LiveConnection connection,
            SessionId id,
            byte[] hash,
            String principal,
            SessionOptions options,
            Afterwards after) {
        Limits.LimitLease place;
        try {
            registry.refuseUnlessOpen();
            refuseIfEnded(connection);
            place = registry.limits.open(principal, connection.address());
        } catch (SessionRefusedException e) {
            registry.events.refused(connection, principal, e, after);
            throw e;
        }
        try {
            LiveSession session = new LiveSession(registry, id, hash, principal, connection.address(), options, place);
            registry.sessions.put(id, session);
            registry.moves.hang(session, connection);
            return session;
        } catch (Throwable e) {
            // Nobody has it who could end it, and who is counted for it would be short of a place for good.
            registry.sessions.remove(id);
            place.close();
            throw e;
        }
    }

    private void opened(LiveSession session, LiveConnection connection, Afterwards after) {
        if (connection.hasEnded) {
            // Of a passing connection: who asked for the session does not hear of it.
            registry.moves.end(session, SessionEndReason.DISCONNECTED, "", after);
        }
        if (session.state() != SessionState.OPENING) {
            throw session.endedException();
        }
        session.state(SessionState.ATTACHED);
        long now = registry.ticker.nanos();
        session.lastPassingCall = now;
        session.lastBusy = now;
        session.wakeClock(after);
        registry.events.opened(session, now - session.startedAt, after);
    }

    static void refuseIfEnded(LiveConnection connection) {
        if (connection.hasEnded) {
            throw new SessionRefusedException(Refusal.CONNECTION_ENDED, "the connection has ended");
        }
    }

    private void check(SessionOptions options) {
        List<Violation> violations = new ArrayList<>();
        if (options.actingAs() == null) {
            violations.add(new Violation("actingAs", "null", "must be a user, or empty for the principal itself"));
        }
        if (options.onDisconnect() != null) {
            Setting.ON_DISCONNECT.check(options.onDisconnect(), violations);
        }
        if (options.idleTimeout() != null) {
            Setting.IDLE_TIMEOUT.check(options.idleTimeout(), violations);
        }
        Setting.keptOnlyIfIdleEnds(
                options.onDisconnect() != null
                        ? options.onDisconnect()
                        : registry.config().onDisconnect(),
                options.idleTimeout() != null
                        ? options.idleTimeout()
                        : registry.config().idleTimeout(),
                violations);
        refuse(violations);
    }

    static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(
                    violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        }
    }
}
