package io.leasehold.session.internal;

import io.leasehold.InvalidConfigException;
import io.leasehold.session.HoldKind;
import io.leasehold.session.SessionEndReason;
import io.leasehold.session.SessionLoss;
import io.leasehold.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The moves of sessions and connections, each under the registry's lock.
 *
 * <p>A session hangs on a connection if and only if each is in the other's set, and neither has ended: {@link #hang} is the only
 * move that adds, to both, and is reached only after both were seen alive in the same change; each end empties its own set and
 * leaves the other's. So no connection that has ended keeps a session alive, and no session is missed by the end of its last
 * connection, whatever attaches meanwhile.
 */
final class Moves {

    private final Registry registry;

    Moves(Registry registry) {
        this.registry = registry;
    }

    /** Neither has ended. Gives whether that is new. */
    boolean hang(LiveSession session, LiveConnection connection) {
        if (!connection.isLasting()) {
            boolean isNew = !session.byCalls;
            session.byCalls = true;
            return isNew;
        }
        connection.sessions.add(session);
        return session.connections.add(connection);
    }

    /** By a call of its owner; gives what was lost while it was detached. Neither has ended. */
    List<SessionLoss> attach(LiveSession session, LiveConnection connection, Afterwards after) {
        List<SessionLoss> losses = List.of();
        boolean isNew = hang(session, connection);
        if (session.state() == SessionState.DETACHED) {
            session.state(SessionState.ATTACHED);
            leaveDetachedPlace(session);
            losses = List.copyOf(session.losses);
            session.losses = new ArrayList<>();
            session.wakeClock(after);
        }
        if (isNew) {
            registry.events.attached(session, connection, after);
        }
        return losses;
    }

    void end(LiveConnection connection, Afterwards after) {
        connection.hasEnded = true;
        registry.connections.remove(connection.id());
        List<LiveSession> sessions = List.copyOf(connection.sessions);
        connection.sessions.clear();
        int closed = 0;
        int detached = 0;
        List<String> first = new ArrayList<>();
        for (LiveSession session : sessions) {
            session.connections.remove(connection);
            if (session.connections.isEmpty() && !session.byCalls) {
                disconnect(session, SessionEndReason.DISCONNECTED, "", after);
                closed += session.state() == SessionState.ENDED ? 1 : 0;
                detached += session.state() == SessionState.DETACHED ? 1 : 0;
                if (first.size() < Parting.MOST) {
                    first.add(session + " of " + Text.plain(session.principal()) + session.parting.words());
                }
            } else {
                session.wakeClock(after);
            }
        }
        registry.events.ended(connection, !sessions.isEmpty(), closed, detached, first, after);
    }

    /** It hangs on nothing any more: it ends, or is detached. */
    void disconnect(LiveSession session, SessionEndReason why, String detail, Afterwards after) {
        boolean endsAtOnce = session.rule.ends() && session.rule.grace().isZero();
        if (session.state() == SessionState.OPENING || endsAtOnce) {
            end(session, why, detail, after);
            return;
        }
        Limits.LimitLease detachedPlace = registry.limits.detach(session.principal());
        if (detachedPlace == null) {
            end(session, SessionEndReason.TOO_MANY_DETACHED, "", after);
            return;
        }
        session.parting = Parting.of(
                session.newestFirst().stream().filter(Moves::isLostAtOnce).toList());
        session.detachedPlace = detachedPlace;
        session.state(SessionState.DETACHED);
        session.detachedAt = registry.ticker.nanos();
        session.hasYielded = false;
        session.byCalls = false;
        lose(session, Moves::isTransaction, "given back when the client was gone", after);
        session.forNewestFirst(
                (holding, then) -> {
                    if (holding instanceof LiveOperation operation && operation.isWaiting()) {
                        operation.cancelled(then);
                        session.lastBusy = registry.ticker.nanos();
                        session.losses.add(
                                new SessionLoss(holding.name, "cancelled, since it waited when the client was gone"));
                    }
                },
                after);
        registry.events.detached(session, why, after);
        session.wakeClock(after);
        endIfDrained(session, after);
    }

    private static boolean isTransaction(Holding holding) {
        return holding instanceof HeldResource held && held.kind == HoldKind.TRANSACTION;
    }

    /** What a session that is detached loses at once. */
    private static boolean isLostAtOnce(Holding holding) {
        return isTransaction(holding) || holding instanceof LiveOperation operation && operation.isWaiting();
    }

    /** What a detached session may keep for a while only. */
    void yield(LiveSession session, Afterwards after) {
        session.hasYielded = true;
        lose(
                session,
                holding -> holding instanceof HeldResource held && held.kind.yields(),
                "given up " + InvalidConfigException.words(registry.config().yieldAfter())
                        + " after the client was gone",
                after);
        endIfDrained(session, after);
    }

    private void lose(LiveSession session, Predicate<Holding> which, String why, Afterwards after) {
        for (Holding holding : session.newestFirst()) {
            if (which.test(holding)) {
                session.holdings.remove(holding);
                session.losses.add(new SessionLoss(holding.name, why));
                holding.giveBack(after);
                session.lastBusy = registry.ticker.nanos();
            }
        }
    }

    /** Gives false if it had ended. */
    boolean end(LiveSession session, SessionEndReason reason, String detail, Afterwards after) {
        if (session.state() == SessionState.ENDED) {
            return false;
        }
        long now = registry.ticker.nanos();
        if (session.state() != SessionState.OPENING) {
            registry.tombstones.add(
                    session.key, new Tombstones.Tombstone(session.secretHash, session.principal(), reason, now));
        }
        session.endReason = reason;
        session.endedAt = now;
        session.state(SessionState.ENDED);
        registry.sessions.remove(session.key);
        session.connections.forEach(connection -> connection.sessions.remove(session));
        session.connections.clear();
        session.place.close();
        leaveDetachedPlace(session);
        List<Holding> newestFirst = session.newestFirst();
        session.parting = Parting.of(newestFirst);
        session.holdings.clear();
        newestFirst.forEach(holding -> holding.giveBack(after));
        session.stopClock(after);
        registry.events.ended(session, reason, detail, after);
        registry.waiting.wake();
        return true;
    }

    void endIfDrained(LiveSession session, Afterwards after) {
        if (registry.isDraining() && session.isAtRest()) {
            end(session, SessionEndReason.DRAINED, "", after);
        }
    }

    private static void leaveDetachedPlace(LiveSession session) {
        Limits.LimitLease detachedPlace = session.detachedPlace;
        session.detachedPlace = null;
        if (detachedPlace != null) {
            detachedPlace.close();
        }
    }
}
