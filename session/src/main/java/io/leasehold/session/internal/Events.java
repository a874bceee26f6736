package io.leasehold.session.internal;

import io.leasehold.InvalidConfigException;
import io.leasehold.session.SessionEndReason;
import io.leasehold.session.SessionEvent;
import io.leasehold.session.SessionListener;
import io.leasehold.session.SessionRefusedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells the listener, and the log, what happened. Its methods are called under the registry's lock, where each event gets its
 * place in the order; one worker at a time tells them, with no lock held.
 */
final class Events {

    private static final Logger LOG = LoggerFactory.getLogger("io.leasehold.SessionRegistry");

    /** Events that wait for a listener which is slower than they come. */
    private static final int MOST = 10_000;

    private final Registry registry;
    private final @Nullable SessionListener listener;
    private final @Nullable ClassLoader loader;
    private final Deque<Told> untold = new ArrayDeque<>();
    private boolean telling;
    private boolean isBehind;

    private record Told(BiConsumer<SessionListener, SessionEvent> what, SessionEvent event) {}

    Events(Registry registry, @Nullable SessionListener listener, @Nullable ClassLoader loader) {
        this.registry = registry;
        this.listener = listener;
        this.loader = loader;
    }

    void started(LiveConnection connection, Afterwards after) {
        tell(SessionListener::connectionStarted, event(connection, 0), after);
    }

    /**
     * The line that says what became of a client's sessions; none for who came and went without one.
     *
     * @param first those of them that are named, with what they lost
     */
    void ended(
            LiveConnection connection,
            boolean hadSessions,
            int closed,
            int detached,
            List<String> first,
            Afterwards after) {
        tell(
                SessionListener::connectionEnded,
                event(connection, registry.ticker.nanos() - connection.startedAt),
                after);
        if (hadSessions) {
            String address = Text.plain(connection.address());
            String sessions = first.isEmpty()
                    ? ""
                    : ": " + String.join("; ", first) + Parting.more(closed + detached - first.size());
            after.then(() -> LOG.info(
                    "{}: connection from {} closed, {} {} closed, {} detached{}",
                    registry.name(),
                    address,
                    closed,
                    closed == 1 ? "session" : "sessions",
                    detached,
                    sessions));
        }
    }

    void opened(LiveSession session, long tookNanos, Afterwards after) {
        tell(SessionListener::opened, event(session, 0, tookNanos, null, "", null), after);
    }

    void refused(LiveConnection connection, String principal, SessionRefusedException why, Afterwards after) {
        SessionEvent event = new SessionEvent(
                registry.name(),
                "",
                principal,
                connection.id(),
                connection.address(),
                Duration.ZERO,
                null,
                why.refusal().name(),
                null);
        tell(SessionListener::refused, event, after);
    }

    void attached(LiveSession session, LiveConnection connection, Afterwards after) {
        tell(SessionListener::attached, event(session, connection.id(), 0, null, "", null), after);
    }

    /** Of one whose connection ended the connection's line tells. */
    void detached(LiveSession session, SessionEndReason why, Afterwards after) {
        tell(SessionListener::detached, event(session, 0, 0, null, "", null), after);
        if (why != SessionEndReason.DISCONNECTED) {
            String words = session.parting.words();
            after.then(() -> LOG.info(
                    "{}: {} of {} is detached: {}{}",
                    registry.name(),
                    session,
                    Text.plain(session.principal()),
                    why.words(),
                    words));
        }
    }

    /**
     * Tells the log aloud what the session's client did not bring about, or what it lost: who closes its sessions is told of nowhere, and
     * sessions whose connection ended in the connection's line.
     */
    void ended(LiveSession session, SessionEndReason reason, String detail, Afterwards after) {
        long lived = registry.ticker.nanos() - session.startedAt;
        tell(SessionListener::ended, event(session, 0, lived, reason, detail, null), after);
        String words = (detail.isEmpty() ? "" : " (" + Text.plain(detail) + ")") + session.parting.words();
        Level level = isQuiet(reason, session.parting) ? Level.DEBUG : Level.INFO;
        after.then(() -> LOG.atLevel(level)
                .log(
                        "{}: {} of {} has ended: {}{}",
                        registry.name(),
                        session,
                        Text.plain(session.principal()),
                        reason.words(),
                        words));
    }

    private static boolean isQuiet(SessionEndReason reason, Parting parting) {
        return switch (reason) {
            case DISCONNECTED, OPEN_FAILED -> true;
            case CLOSED, DRAINED -> parting.isNothing();
            default -> false;
        };
    }

    void closeFailed(LiveSession session, String name, Throwable why, Afterwards after) {
        tell(SessionListener::closeFailed, event(session, 0, 0, null, name, why), after);
        after.then(() -> LOG.warn(
                "{}: session {} of {}: giving {} back failed: {}",
                registry.name(),
                session.id(),
                Text.plain(session.principal()),
                Text.plain(name),
                Text.of(why)));
    }

    void closeHangs(LiveSession session, String name, Afterwards after) {
        Duration limit = registry.config().closeTimeout();
        tell(SessionListener::closeHangs, event(session, 0, limit.toNanos(), null, name, null), after);
        after.then(() -> LOG.error(
                "{}: session {} of {}: giving {} back hangs, and is left to its worker after {}",
                registry.name(),
                session.id(),
                Text.plain(session.principal()),
                Text.plain(name),
                InvalidConfigException.words(limit)));
    }

    private SessionEvent event(LiveConnection connection, long nanos) {
        return new SessionEvent(
                registry.name(),
                "",
                "",
                connection.id(),
                connection.address(),
                Duration.ofNanos(nanos),
                null,
                "",
                null);
    }

    private SessionEvent event(
            LiveSession session,
            long connection,
            long nanos,
            @Nullable SessionEndReason reason,
            String detail,
            @Nullable Throwable cause) {
        return new SessionEvent(
                registry.name(),
                session.id(),
                session.principal(),
                connection,
                session.address,
                Duration.ofNanos(nanos),
                reason,
                detail,
                cause);
    }

    private void tell(BiConsumer<SessionListener, SessionEvent> what, SessionEvent event, Afterwards after) {
        if (listener == null) {
            return;
        }
        untold.add(new Told(what, event));
        if (untold.size() > MOST) {
            untold.poll();
            if (!isBehind) {
                isBehind = true;
                after.then(() -> LOG.warn(
                        "{}: the listener is {} events behind; it is not told of the oldest", registry.name(), MOST));
            }
        }
        start(after);
    }

    /** Has a worker tell what is untold; also by upkeep, for what found no thread. */
    void start(Afterwards after) {
        if (!telling && !untold.isEmpty()) {
            telling = true;
            after.then(this::launch);
        }
    }

    private void launch() {
        try {
            registry.runner.execute(this::tellAll);
        } catch (Throwable noThread) {
            letAnotherTell();
            LOG.warn("{}: no thread to tell the listener; it is told later", registry.name(), noThread);
        }
    }

    private void letAnotherTell() {
        registry.change(after -> telling = false);
        registry.wake();
    }

    private void tellAll() {
        Thread worker = Thread.currentThread();
        ClassLoader before = worker.getContextClassLoader();
        worker.setContextClassLoader(loader);
        try {
            for (Told next = next(); next != null; next = next()) {
                tell(next);
            }
        } catch (Throwable e) {
            letAnotherTell();
            throw e;
        } finally {
            worker.setContextClassLoader(before);
        }
    }

    private @Nullable Told next() {
        return registry.change(after -> {
            Told next = untold.poll();
            if (next == null) {
                telling = false;
                isBehind = false;
            }
            return next;
        });
    }

    private void tell(Told told) {
        SessionListener whom = listener;
        if (whom == null) {
            return;
        }
        try {
            told.what.accept(whom, told.event);
        } catch (Throwable e) {
            LOG.error("{}: a listener failed: {}", registry.name(), Text.of(e));
        }
    }
}
