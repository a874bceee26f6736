package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.backend.BackendLease;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.backend.Turn;
import io.leasehold.session.HoldKind;
import io.leasehold.session.Session;
import io.leasehold.session.SessionLoss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client's session as far as its statements are concerned: where they run, what was set, which connection is kept for it. Safe for
 * any number of threads.
 *
 * <p>A statement goes one of two ways. If the session keeps a connection, or will once a statement that came before has run, it waits
 * for that one, in the order of arrival: so what a client sends behind its BEGIN runs in its transaction, even if it did not wait for
 * an answer. Else it waits for a lease of its own. Which of the two is decided under the lock, as is the end of a pin, and by the
 * same change where those go who still wait for it: so nothing that comes later overtakes them, and what asks for state that was on
 * the pin is refused and not answered from elsewhere. Whether its client has something to know first is found out by that change too:
 * else a statement could run outside of a transaction that was given back since somebody looked.
 */
public final class GatewaySession {

    /** Operations that were not closed: each is kept until it is, or for an hour. */
    private static final int MOST_OPEN = 1_000;

    private final Operations operations;
    private final SessionProfile profile;
    private final Session registered;
    private final SessionVariables variables;
    private final Duration statementTimeout;
    private final Guard guard = new Guard();
    private final Set<Operation> own = new LinkedHashSet<>();
    private final Notices notices = new Notices();
    private @Nullable SessionPin pin;
    private boolean mayBeCommitted;
    private boolean hasEnded;

    /** To be called while the session is being opened: when it ends its operations end. */
    public GatewaySession(
            Operations operations, SessionProfile profile, Session registered, Duration statementTimeout) {
        this.operations = operations;
        this.profile = profile;
        this.registered = registered;
        this.statementTimeout = statementTimeout;
        boolean isConfigured = profile.backend().settings().schema().isPresent();
        this.variables = new SessionVariables(
                profile.backend().settings().allowedSettings(),
                isConfigured ? profile.backend().facts().namespace() : Optional.empty());
        registered.hold(HoldKind.OTHER, "operations", this::end);
    }

    public String id() {
        return registered.id();
    }

    public SessionProfile profile() {
        return profile;
    }

    public Session registered() {
        return registered;
    }

    /** What the client has set. */
    public SessionVariables variables() {
        return variables;
    }

    /** Where it is: what the client said, or where its backend's login begins. */
    public String namespace() {
        return variables
                .namespace()
                .or(() -> profile.backend().facts().namespace())
                .orElse("");
    }

    long now() {
        return operations.ticker().nanos();
    }

    Operations operations() {
        return operations;
    }

    Guard guard() {
        return guard;
    }

    /** The smaller of what the client, the session and the backend allow; zero for no limit. */
    Duration timeout(Duration clients) {
        Duration smallest = Duration.ZERO;
        for (Duration one :
                List.of(clients, statementTimeout, profile.backend().settings().statementTimeout())) {
            boolean isSmaller = smallest.isZero() || one.compareTo(smallest) < 0;
            smallest = !one.isZero() && isSmaller ? one : smallest;
        }
        return smallest;
    }

    /** Whether it keeps a connection, or will once what it has sent has run. */
    public boolean isPinned() {
        return guard.test(() -> pin != null || profile.pinMode() == PinMode.SESSION);
    }

    /** Why it keeps a connection, if it does. */
    public Optional<Pinned> pinned() {
        SessionPin kept = guard.get(() -> pin);
        String reason = kept == null ? "" : kept.reason();
        return kept == null || reason.isEmpty()
                ? Optional.empty()
                : Optional.of(new Pinned(reason, Duration.ofNanos(now() - kept.since())));
    }

    /**
     * A connection that is kept.
     *
     * @param reason why
     * @param age for how long
     */
    public record Pinned(String reason, Duration age) {}

    /** What it lost while its client was away; statements that rely on it are not to run as if nothing had been. */
    public void lost(List<SessionLoss> losses) {
        List<SessionLoss> named =
                losses.stream().filter(loss -> PinWords.isNamed(loss.name())).toList();
        if (named.isEmpty()) {
            return;
        }
        boolean isAll = named.stream().anyMatch(loss -> !loss.name().equals(PinWords.TRANSACTION));
        Runnable rest = guard.get(() -> {
            Runnable later = pin == null ? null : pin.forgo(isAll);
            notices.away(PinWords.away(named, mayBeCommitted));
            mayBeCommitted = false;
            return later;
        });
        if (rest != null) {
            operations.runner().soon(rest);
        }
    }

    /** Whether a COMMIT was under way in the transaction that it gives back: what became of that its client is not told as known. */
    void mayBeCommitted(boolean value) {
        guard.run(() -> mayBeCommitted = value);
    }

    /** What is to be told; under the lock. */
    Notices notices() {
        return notices;
    }

    /** Its client has heard how an operation ended. */
    void heard(Operation operation, @Nullable ClientErrorException error) {
        guard.run(() -> notices.heard(operation, error));
    }

    /**
     * Sends an operation on its way.
     *
     * @throws ClientErrorException if it is refused, or its client has something to know first; it was not run
     */
    void route(Operation operation) throws ClientErrorException {
        follow(guard.get(() -> {
            notices.sent(operation);
            ClientErrorException refusal = adopted(operation);
            return refusal == null ? routeOf(operation) : Route.refused(operation, refusal);
        }));
    }

    private enum Way {
        ON_THE_PIN,
        ALONE,
        REFUSED
    }

    /**
     * Where an operation goes.
     *
     * @param made the pin that begins with it, or null
     * @param refusal why it goes nowhere, or null
     */
    record Route(
            Operation operation,
            Way way,
            @Nullable SessionPin made,
            @Nullable ClientErrorException refusal) {

        static Route refused(Operation operation, ClientErrorException why) {
            return new Route(operation, Way.REFUSED, null, why);
        }

        static Route alone(Operation operation, @Nullable SessionPin made) {
            return new Route(operation, Way.ALONE, made, null);
        }

        static Route onThePin(Operation operation) {
            return new Route(operation, Way.ON_THE_PIN, null, null);
        }
    }

    /** Under the lock. */
    private Route routeOf(Operation operation) {
        if (pin != null) {
            return pin.add(operation) ? Route.onThePin(operation) : Route.refused(operation, tooManyWait());
        }
        if (operation.work().readsState() && profile.pinMode() != PinMode.SESSION) {
            // It asks for what only a connection that is kept could have.
            return Route.refused(
                    operation, PinWords.nothingToRead(operation.work().reason()));
        }
        if (keeps(operation.work())) {
            pin = new SessionPin(this, operation);
            return Route.alone(operation, pin);
        }
        return Route.alone(operation, null);
    }

    private ClientErrorException tooManyWait() {
        return new ClientErrorException(
                ClientErrorException.LIMIT,
                operations.settings().limits().perSession()
                        + " statements of this session wait for its connection already; nothing was run");
    }

    private void follow(Route route) throws ClientErrorException {
        if (route.way() == Way.ALONE) {
            enter(route.operation(), route.made());
        }
        if (route.refusal() != null) {
            forget(route.operation());
            throw route.refusal();
        }
    }

    /**
     * It is closed with the session from now on.
     *
     * @throws ClientErrorException if the session has ended or has too many operations that nobody closed, or if its client has something
     *     to know first; nothing is left of it
     */
    void adopt(Operation operation) throws ClientErrorException {
        ClientErrorException refusal = guard.get(() -> adopted(operation));
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Under the lock: null if the operation is the session's from now on, or why it is not. */
    private @Nullable ClientErrorException adopted(Operation operation) {
        if (hasEnded) {
            return new ClientErrorException(ClientErrorException.GENERAL, "the session has ended");
        }
        if (own.size() == MOST_OPEN) {
            return new ClientErrorException(
                    ClientErrorException.LIMIT,
                    MOST_OPEN + " operations of this session are open: close those that are done; nothing was run");
        }
        ClientErrorException notice = operation.work().isStatement() ? notices.next() : null;
        if (notice == null) {
            own.add(operation);
        }
        return notice;
    }

    private boolean keeps(Work work) {
        return profile.pinMode() == PinMode.SESSION || work.leaves() != Work.Leaves.NOTHING;
    }

    private void enter(Operation operation, @Nullable SessionPin made) throws ClientErrorException {
        Turn turn;
        try {
            turn = profile.backend()
                    .gate()
                    .enter(
                            registered.principal(),
                            id(),
                            "operation " + operation.id(),
                            made != null,
                            granted -> operations.runner().start(operation, granted, made));
        } catch (ClientErrorException | RuntimeException | Error e) {
            forget(operation);
            if (made != null) {
                made.abandon();
            }
            throw e;
        }
        operation.waitsFor(turn);
    }

    /** It was over before it had its turn, and has left the gate's line if it stood there. */
    void left(Operation operation, boolean hasLeftTheLine) {
        SessionPin kept = guard.get(() -> pin);
        if (kept != null) {
            kept.left(operation, hasLeftTheLine);
        }
    }

    /** Under the lock: the pin has ended; gives where those go who waited for it. */
    List<Route> unpinned(SessionPin ended, Collection<Operation> waiting) {
        pin = pin == ended ? null : pin;
        return waiting.stream().map(this::routeOf).toList();
    }

    /** It waited for a pin that has ended. */
    void sendOn(Route route) {
        try {
            follow(route);
        } catch (ClientErrorException e) {
            route.operation().failed(e);
        }
    }

    /** As when it was opened: what was set is as it was, and what was left on the lease that asks for it is kept no longer. */
    void discard(BackendLease by) {
        variables.clear();
        SessionPin kept = guard.get(() -> pin);
        if (kept != null) {
            kept.discard(by);
        }
    }

    /** A lease of it was revoked. */
    public void revoked(BackendLease lease) {
        SessionPin kept = guard.get(() -> pin);
        if (kept != null) {
            kept.revoked(lease);
        }
    }

    void forget(Operation operation) {
        guard.run(() -> own.remove(operation));
    }

    private void end() {
        List<Operation> all = guard.get(() -> {
            hasEnded = true;
            return new ArrayList<>(own);
        });
        SessionPin kept = guard.get(() -> pin);
        all.forEach(operation -> operations.close(operation, "its session ended"));
        if (kept != null) {
            kept.giveUp("the session ended", null);
        }
    }

    @Override
    public String toString() {
        return "session " + id();
    }
}
