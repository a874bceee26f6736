package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.backend.BackendLease;
import io.leasehold.gateway.internal.backend.LeaseGate;
import io.leasehold.gateway.internal.backend.Turn;
import io.leasehold.gateway.internal.operation.GatewaySession;
import io.leasehold.gateway.internal.operation.Operation;
import io.leasehold.gateway.internal.operation.OperationStatus;
import io.leasehold.gateway.internal.operation.Operations;
import io.leasehold.gateway.internal.operation.Phase;
import io.leasehold.gateway.internal.result.Budget;
import io.leasehold.gateway.internal.view.BackendView;
import io.leasehold.gateway.internal.view.EndView;
import io.leasehold.gateway.internal.view.GatewayView;
import io.leasehold.gateway.internal.view.LeaseView;
import io.leasehold.gateway.internal.view.OperationView;
import io.leasehold.gateway.internal.view.PinView;
import io.leasehold.session.SessionRegistry;
import io.leasehold.session.SessionRegistrySnapshot;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators see of a gateway and do to it; what they do is written to the audit log, with who. Safe for any number of threads. */
final class RunningView implements GatewayView {

    private static final Logger AUDIT = LoggerFactory.getLogger("io.leasehold.gateway.audit");

    private final String name;
    private final Backends backends;
    private final SessionRegistry registry;
    private final Sessions sessions;
    private final Operations operations;
    private final RecentEnds ends;
    private final Budget results;
    private final Ticker ticker;
    private final long startedAt;
    private volatile boolean isLeaving;

    RunningView(
            String name,
            Backends backends,
            SessionRegistry registry,
            Sessions sessions,
            Operations operations,
            RecentEnds ends,
            Budget results,
            Ticker ticker) {
        this.name = name;
        this.backends = backends;
        this.registry = registry;
        this.sessions = sessions;
        this.operations = operations;
        this.ends = ends;
        this.results = results;
        this.ticker = ticker;
        this.startedAt = ticker.nanos();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration age() {
        return Duration.ofNanos(ticker.nanos() - startedAt);
    }

    @Override
    public boolean ready() {
        return !isLeaving && registry.snapshot().state() == SessionRegistrySnapshot.State.OPEN;
    }

    /** It is not ready any more. */
    void leave() {
        isLeaving = true;
    }

    @Override
    public List<BackendView> backends() {
        return backends.all().stream()
                .map(backend -> new BackendView(
                        backend.name(),
                        backend.facts().product(),
                        shown(backend.settings().jdbcUrl()),
                        backend.settings().login().username(),
                        backend.snapshot(),
                        backend.gate().held().stream().map(RunningView::lease).toList()))
                .toList();
    }

    private static LeaseView lease(LeaseGate.Held held) {
        return new LeaseView(
                held.id(),
                held.turn().session(),
                held.turn().user(),
                held.turn().what(),
                held.held());
    }

    /** Without its parameters, and without a user and password before its host. */
    static String shown(String jdbcUrl) {
        return jdbcUrl.replaceAll("[?;].*", "").replaceAll("//[^/@]*@", "//");
    }

    @Override
    public SessionRegistrySnapshot sessions() {
        return registry.snapshot();
    }

    @Override
    public List<OperationView> operations() {
        return operations.all().stream().map(RunningView::operation).toList();
    }

    private static OperationView operation(Operation operation) {
        OperationStatus status = operation.status();
        Map<String, Duration> times = new LinkedHashMap<>();
        status.times().forEach((phase, time) -> times.put(phase.name(), time));
        GatewaySession session = operation.session();
        return new OperationView(
                operation.id().toString(),
                session.id(),
                session.registered().principal(),
                session.profile().backend().name(),
                operation.verb(),
                operation.sql(),
                status.phase().name(),
                times,
                status.rowCount());
    }

    @Override
    public long resultBytes() {
        return results.used();
    }

    @Override
    public List<PinView> pins() {
        return sessions.all().stream()
                .map(session -> session.pinned()
                        .map(pinned -> new PinView(
                                session.id(),
                                session.registered().principal(),
                                session.profile().backend().name(),
                                pinned.reason(),
                                pinned.age())))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public List<EndView> recentEnds() {
        return ends.all();
    }

    @Override
    public boolean endSession(String sessionId, String by) {
        boolean done = registry.end(sessionId, by);
        audit(done, "session", sessionId, "ended", by);
        return done;
    }

    @Override
    public boolean cancelOperation(String operationId, String by) {
        Optional<Operation> found = operations.all().stream()
                .filter(one -> one.id().toString().equals(operationId.toLowerCase(Locale.ROOT)))
                .findFirst();
        boolean done = found.isPresent() && found.get().cancel(Phase.CANCELED, "the server's operator cancelled it");
        audit(done, "operation", operationId, "cancelled", by);
        return done;
    }

    @Override
    public boolean revokeLease(String backend, long leaseId, String by) {
        Optional<Turn> turn = backends.named(backend)
                .flatMap(one -> one.gate().held().stream()
                        .filter(held -> held.id() == leaseId)
                        .findFirst())
                .map(LeaseGate.Held::turn);
        boolean done = turn.isPresent() && revoked(turn.get());
        audit(done, "lease", backend + " #" + leaseId, "revoked", by);
        return done;
    }

    private boolean revoked(Turn turn) {
        BackendLease lease = turn.lease();
        if (lease == null || !lease.revoke()) {
            return false;
        }
        GatewaySession session = sessions.find(turn.session());
        if (session != null) {
            session.revoked(lease);
        }
        return true;
    }

    /** What came from outside is written without what could begin a line of its own. */
    private static void audit(boolean done, String what, String which, String act, String by) {
        if (done) {
            AUDIT.info("{} {} {} by {}", what, clean(which), act, clean(by));
        } else {
            AUDIT.info("{} wanted {} {} {}: there was none", clean(by), what, clean(which), act);
        }
    }

    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
