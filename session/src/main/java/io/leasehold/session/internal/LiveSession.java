package io.leasehold.session.internal;

import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.session.Held;
import io.leasehold.session.HoldKind;
import io.leasehold.session.OnDisconnect;
import io.leasehold.session.Session;
import io.leasehold.session.SessionConfig;
import io.leasehold.session.SessionEndReason;
import io.leasehold.session.SessionEndedException;
import io.leasehold.session.SessionException;
import io.leasehold.session.SessionLoss;
import io.leasehold.session.SessionOperation;
import io.leasehold.session.SessionOptions;
import io.leasehold.session.SessionRefusedException;
import io.leasehold.session.SessionRefusedException.Refusal;
import io.leasehold.session.SessionSnapshot;
import io.leasehold.session.SessionState;
import io.leasehold.spi.TaskRunner.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session. What is not final is guarded by the registry's lock; the state can be read without.
 *
 * <p>Whoever ends it moves its state to ENDED and takes the list of what it holds in one change. A hold comes either before
 * that, and is in the list, or after, and finds the state: it is given back either way, and once.
 */
final class LiveSession implements Session {

    final Registry registry;
    final SessionId key;
    final byte[] secretHash;
    final String address;
    final long startedAt;
    final SessionClock clock = new SessionClock(this);
    final Returning returning = new Returning(this);
    final Limits.LimitLease place;

    /** The lasting connections it hangs on. */
    final Set<LiveConnection> connections = new LinkedHashSet<>();

    /** Oldest first. */
    final Set<Holding> holdings = new LinkedHashSet<>();

    /** What its owner is to be told when it comes back. */
    List<SessionLoss> losses = new ArrayList<>();

    /** What it lost when it was detached last, or ended. */
    Parting parting = Parting.NOTHING;

    OnDisconnect rule;
    long idleTimeout;
    int calls;

    /** Whether calls over passing connections keep it attached. */
    boolean byCalls;

    /** When the last call over a passing connection ended, or the session was opened. */
    long lastPassingCall;

    /** When it was last not idle. */
    long lastBusy;

    long detachedAt;
    boolean hasYielded;
    Limits.@Nullable LimitLease detachedPlace;

    @Nullable SessionEndReason endReason;

    long endedAt;

    private final String principal;
    private final String actingAs;
    private volatile SessionState state = SessionState.OPENING;
    private @Nullable Registration registration;

    LiveSession(
            Registry registry,
            SessionId key,
            byte[] secretHash,
            String principal,
            String address,
            SessionOptions options,
            Limits.LimitLease place) {
        this.registry = registry;
        this.key = key;
        this.secretHash = secretHash;
        this.principal = principal;
        this.address = address;
        this.place = place;
        this.actingAs = options.actingAs().isEmpty() ? principal : options.actingAs();
        OnDisconnect own = options.onDisconnect();
        this.rule = own != null ? own : registry.config().onDisconnect();
        Duration idle = options.idleTimeout();
        this.idleTimeout = (idle != null ? idle : registry.config().idleTimeout()).toNanos();
        this.startedAt = registry.ticker.nanos();
        this.lastPassingCall = startedAt;
        this.lastBusy = startedAt;
    }

    @Override
    public String id() {
        return key.toString();
    }

    @Override
    public String principal() {
        return principal;
    }

    @Override
    public String actingAs() {
        return actingAs;
    }

    @Override
    public SessionState state() {
        return state;
    }

    void state(SessionState next) {
        state = next;
    }

    @Override
    public Held hold(HoldKind kind, String name, AutoCloseable resource) {
        return registry.change(after -> {
            HeldResource held = new HeldResource(this, kind, name, resource, registry.ticker.nanos());
            SessionException refusal = refusal(kind);
            if (refusal != null) {
                held.giveBack(after);
                throw refusal;
            }
            holdings.add(held);
            return held;
        });
    }

    private @Nullable SessionException refusal(HoldKind kind) {
        if (state == SessionState.ENDED) {
            return endedException();
        }
        boolean tooLate = kind == HoldKind.TRANSACTION || kind.yields() && hasYielded;
        return state == SessionState.DETACHED && tooLate ? detachedException() : null;
    }

    @Override
    public SessionOperation operation(String name) {
        return registry.change(after -> {
            if (state == SessionState.ENDED) {
                throw endedException();
            }
            if (state == SessionState.DETACHED) {
                throw detachedException();
            }
            if (registry.isDraining() && !isInTransaction()) {
                throw new SessionRefusedException(
                        Refusal.DRAINING, "the server is being stopped: only transactions that are open go on");
            }
            LiveOperation operation = new LiveOperation(this, name, registry.ticker.nanos());
            holdings.add(operation);
            return operation;
        });
    }

    private boolean isInTransaction() {
        return holdings.stream()
                .anyMatch(holding -> holding instanceof HeldResource held && held.kind == HoldKind.TRANSACTION);
    }

    @Override
    public void idleTimeout(Duration value) {
        List<Violation> violations = new ArrayList<>();
        Setting.IDLE_TIMEOUT.check(value, violations);
        change(violations, after -> {
            Setting.keptOnlyIfIdleEnds(rule, value, violations);
            Opening.refuse(violations);
            idleTimeout = value.toNanos();
        });
    }

    @Override
    public void onDisconnect(OnDisconnect value) {
        List<Violation> violations = new ArrayList<>();
        Setting.ON_DISCONNECT.check(value, violations);
        change(violations, after -> {
            Setting.keptOnlyIfIdleEnds(value, Duration.ofNanos(idleTimeout), violations);
            Opening.refuse(violations);
            rule = value;
        });
    }

    private void change(List<Violation> violations, Consumer<Afterwards> what) {
        Opening.refuse(violations);
        registry.change(after -> {
            what.accept(after);
            wakeClock(after);
            return null;
        });
    }

    @Override
    public boolean end() {
        return registry.change(after -> registry.moves.end(this, SessionEndReason.CLOSED, "", after));
    }

    @Override
    public boolean awaitReturned(Duration timeout) {
        return registry.waiting.await(timeout, () -> state == SessionState.ENDED && returning.isIdle());
    }

    /** Takes it from the list, for whoever gives it back; gives false if somebody has. */
    boolean remove(Holding holding, Afterwards after) {
        boolean had = holdings.remove(holding);
        if (had) {
            used(after);
        }
        return had;
    }

    /** Something that may have kept it from being idle, or a drain from ending it, has ended. */
    void used(Afterwards after) {
        lastBusy = registry.ticker.nanos();
        registry.moves.endIfDrained(this, after);
    }

    boolean isBusy() {
        return calls > 0 || holdsSomethingAwake();
    }

    boolean holdsSomethingAwake() {
        return holdings.stream().anyMatch(Holding::keepsAwake);
    }

    /** Whether nothing runs in it. */
    boolean isAtRest() {
        return state == SessionState.OPENING || calls == 0 && holdings.stream().noneMatch(Holding::delaysDrain);
    }

    /** What it holds, newest first. */
    List<Holding> newestFirst() {
        List<Holding> newestFirst = new ArrayList<>(holdings);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    void forNewestFirst(BiConsumer<Holding, Afterwards> what, Afterwards after) {
        newestFirst().forEach(holding -> what.accept(holding, after));
    }

    /** Its timers run from now on; if it has ended meanwhile they end at once. */
    void keep(Registration registered) {
        registry.change(after -> {
            if (state == SessionState.ENDED) {
                after.then(registered::close);
            } else {
                registration = registered;
            }
            return null;
        });
    }

    void wakeClock(Afterwards after) {
        Registration registered = registration;
        if (registered != null) {
            after.then(registered::wake);
        }
    }

    void stopClock(Afterwards after) {
        Registration registered = registration;
        registration = null;
        if (registered != null) {
            after.then(registered::close);
        }
    }

    SessionEndedException endedException() {
        SessionEndReason reason = endReason != null ? endReason : SessionEndReason.CLOSED;
        return new SessionEndedException(reason, Duration.ofNanos(registry.ticker.nanos() - endedAt));
    }

    private static SessionRefusedException detachedException() {
        return new SessionRefusedException(
                Refusal.DETACHED, "the session is detached: its client has to come back first");
    }

    /** Whether it is its calls alone that keep it attached. */
    boolean hangsOnCalls() {
        return state == SessionState.ATTACHED && connections.isEmpty();
    }

    /** After how long without a call its client is taken to be gone, as long as it holds what it does. */
    long quietLimit() {
        SessionConfig config = registry.config();
        return (holdsSomethingAwake() ? config.quietHolding() : config.quiet()).toNanos();
    }

    SessionSnapshot snapshot(long now) {
        long quiet = calls > 0 ? 0 : now - lastPassingCall;
        return new SessionSnapshot(
                id(),
                principal,
                actingAs,
                address,
                state,
                connections.stream().map(LiveConnection::id).toList(),
                Duration.ofNanos(now - startedAt),
                calls,
                holdings.stream().map(holding -> holding.snapshot(now)).toList(),
                rule,
                isBusy() ? Duration.ZERO : Duration.ofNanos(now - lastBusy),
                state == SessionState.DETACHED ? Duration.ofNanos(now - detachedAt) : null,
                hangsOnCalls() ? Duration.ofNanos(quiet) : null,
                hangsOnCalls() ? Duration.ofNanos(Math.max(0, quietLimit() - quiet)) : null);
    }

    /** Equal to itself alone; its hash is its id's. */
    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return "session " + id();
    }
}
