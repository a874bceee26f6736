package io.leasehold.session.internal;

import io.leasehold.session.ClientConnection;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.SessionConfig;
import io.leasehold.session.SessionEndReason;
import io.leasehold.session.SessionListener;
import io.leasehold.session.SessionRefusedException;
import io.leasehold.session.SessionRefusedException.Refusal;
import io.leasehold.session.SessionRegistry;
import io.leasehold.session.SessionRegistrySnapshot;
import io.leasehold.session.SessionRegistrySnapshot.State;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.TaskRunner.Registration;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The registry: wires its parts together, and has the one lock that guards them all. Safe for any thread.
 *
 * <p>Connections, sessions, their ties, what they hold, the limits and the tombstones change under one lock, each act of the
 * outside in one change; so every act is atomic to every other, and a session is seen attached, counted and held by either all
 * of them or none. Under the lock nothing runs that is not of this package: no close, canceller, listener, logger or runner;
 * what a change brings about of these is collected and done after it ({@link Afterwards}), in the order of the change.
 */
final class Registry implements SessionRegistry {

    final Ticker ticker;
    final TaskRunner runner;
    final Tokens tokens = new Tokens();
    final Map<Long, LiveConnection> connections = new LinkedHashMap<>();
    final Map<SessionId, LiveSession> sessions = new LinkedHashMap<>();

    /** Sessions that give something back. */
    final Set<LiveSession> returning = new LinkedHashSet<>();

    final Limits limits;
    final Tombstones tombstones = new Tombstones();
    final Events events;
    final Workers workers;
    final Waiting waiting = new Waiting(this);
    final Moves moves = new Moves(this);
    final Opening opening = new Opening(this);
    final Calls calls = new Calls(this);

    private final SessionConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private final Stopping stopping = new Stopping(this);
    private volatile @Nullable Registration registration;
    private long connectionCount;

    Registry(
            SessionConfig config,
            @Nullable SessionListener listener,
            Ticker ticker,
            TaskRunner runner,
            @Nullable ClassLoader loader) {
        this.config = config;
        this.ticker = ticker;
        this.runner = runner;
        this.limits = new Limits(config);
        this.events = new Events(this, listener, loader);
        this.workers = new Workers(this, runner, loader);
    }

    void start() {
        registration = runner.register(this::upkeep);
    }

    /** Changes the state in one step; then does what that brought about, also where it ended in a refusal. */
    <T extends @Nullable Object> T change(Function<Afterwards, T> what) {
        assert !lock.isHeldByCurrentThread() : "a change within a change would do under the lock what follows it";
        Afterwards after = new Afterwards();
        try {
            lock.lock();
            try {
                return what.apply(after);
            } finally {
                lock.unlock();
            }
        } finally {
            after.run();
        }
    }

    private long upkeep(long runnersTime) {
        return change(after -> {
            long now = ticker.nanos();
            events.start(after);
            return Math.min(workers.upkeep(now, after), tombstones.forget(now));
        });
    }

    void wake() {
        Registration registered = registration;
        if (registered != null) {
            registered.wake();
        }
    }

    /** The session has given back what it had to, for now. */
    void returned(LiveSession session, Afterwards after) {
        returning.remove(session);
        waiting.wake();
        stopping.stopIfDone(after);
    }

    void stopUpkeep(Afterwards after) {
        Registration registered = registration;
        if (registered != null) {
            after.then(registered::close);
        }
    }

    boolean isDraining() {
        return stopping.state() != State.OPEN;
    }

    void refuseUnlessOpen() {
        if (isDraining()) {
            throw new SessionRefusedException(Refusal.DRAINING, "the server is being stopped and opens no session");
        }
    }

    @Override
    public ClientConnection start(String address, ConnectionKind kind) {
        return change(after -> {
            if (stopping.state() == State.CLOSED) {
                throw new SessionRefusedException(Refusal.DRAINING, "the server is being stopped");
            }
            LiveConnection connection = new LiveConnection(this, ++connectionCount, address, kind, ticker.nanos());
            connections.put(connection.id(), connection);
            events.started(connection, after);
            return connection;
        });
    }

    @Override
    public boolean end(String sessionId, String by) {
        Objects.requireNonNull(by, "by");
        SessionId id = SessionId.parse(sessionId);
        return change(after -> {
            LiveSession session = id == null ? null : sessions.get(id);
            return session != null && moves.end(session, SessionEndReason.REVOKED, by, after);
        });
    }

    @Override
    public SessionRegistrySnapshot snapshot() {
        return change(after -> {
            long now = ticker.nanos();
            tombstones.forget(now);
            return new SessionRegistrySnapshot(
                    name(),
                    stopping.state(),
                    connections.values().stream()
                            .map(connection -> connection.snapshot(now))
                            .toList(),
                    sessions.values().stream()
                            .map(session -> session.snapshot(now))
                            .toList(),
                    tombstones.size(),
                    returning.size(),
                    workers.hanging());
        });
    }

    @Override
    public boolean drain(Duration timeout) {
        return stopping.drain(timeout);
    }

    @Override
    public void close() {
        stopping.drain(Duration.ZERO);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SessionConfig config() {
        return config;
    }

    @Override
    public String toString() {
        return "session registry '" + name() + "'";
    }
}
