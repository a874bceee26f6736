package io.leasehold.gateway.internal.service;

import io.leasehold.PoolListener;
import io.leasehold.gateway.internal.auth.ProxyRules;
import io.leasehold.gateway.internal.backend.Backend;
import io.leasehold.gateway.internal.operation.OperationEnd;
import io.leasehold.gateway.internal.operation.Operations;
import io.leasehold.gateway.internal.operation.SessionStatements;
import io.leasehold.gateway.internal.result.Budget;
import io.leasehold.gateway.internal.result.FetchLimits;
import io.leasehold.gateway.internal.result.ReadAhead;
import io.leasehold.gateway.internal.view.GatewayView;
import io.leasehold.gateway.internal.wire.CallHandlers;
import io.leasehold.gateway.internal.wire.Caller;
import io.leasehold.session.SessionListener;
import io.leasehold.session.SessionRegistry;
import io.leasehold.session.SessionRegistryBuilder;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.thrift.TProcessor;
import org.jspecify.annotations.Nullable;

/**
 * The middle of a gateway: backends, sessions, operations, and what serves the calls of clients, whatever they come over. Safe for any
 * number of threads.
 *
 * <p>It is taken down in the order in which nothing that is left needs what has gone: sessions end, which ends their operations and gives
 * their leases back; then the threads that ran those; then the pools.
 */
public final class GatewayCore implements CallHandlers, AutoCloseable {

    private final OperationThreads threads;
    private final Backends backends;
    private final SessionRegistry registry;
    private final Operations operations;
    private final CallContext.Core core;
    private final RunningView view;

    private GatewayCore(Parts parts, CoreSettings settings, SessionRegistryBuilder sessions, ProxyRules proxies) {
        this.threads = parts.threads();
        this.backends = parts.backends();
        RecentEnds ends = new RecentEnds();
        AccessLog access = settings.accessLog() ? new AccessLog() : null;
        List<SessionListener> listeners = present(parts.around().sessions(), access);
        listeners.add(0, ends);
        this.registry = sessions.listener(new SessionListeners(listeners)).build();
        Budget budget = Budget.ofHeap(settings.memoryPerUser());
        Ticker ticker = parts.around().ticker();
        this.operations = new Operations(
                settings.operations(),
                ticker,
                parts.around().runner(),
                threads,
                user -> new ReadAhead(settings.results(), budget, user, ticker),
                present(parts.around().operations(), access));
        Sessions open = new Sessions();
        SessionStatements statements = new SessionStatements(operations);
        this.core = new CallContext.Core(
                open,
                operations,
                new SessionCalls(backends, open, operations, statements, proxies),
                statements,
                new OperationCalls(operations),
                new MetadataRequests(statements));
        this.view = new RunningView(settings.name(), backends, registry, open, operations, ends, budget, ticker);
    }

    /** Those that there are, in this order. */
    private static <T> List<T> present(@Nullable T first, @Nullable T second) {
        List<T> present = new ArrayList<>();
        if (first != null) {
            present.add(first);
        }
        if (second != null) {
            present.add(second);
        }
        return present;
    }

    /**
     * Opens backends, and what serves clients of them.
     *
     * @param sessions describes the registry of sessions, which this builds and closes
     * @throws SQLException if a backend does not let its login in, or the login may do too much, each in a line for the operator
     */
    public static GatewayCore open(
            CoreSettings settings, SessionRegistryBuilder sessions, ProxyRules proxies, Around around)
            throws SQLException {
        OperationThreads threads = new OperationThreads(around.runner());
        Backends backends = null;
        try {
            FetchLimits fetches = FetchLimits.ofHeap(settings.connections());
            backends = Backends.open(
                    settings.backends(),
                    settings.operations().limits(),
                    one -> new Backend.Around(threads, around.ticker(), fetches, around.poolsOf(one.name())));
            return new GatewayCore(new Parts(threads, backends, around), settings, sessions, proxies);
        } catch (SQLException | RuntimeException e) {
            if (backends != null) {
                backends.close();
            }
            threads.close();
            throw e;
        }
    }

    private record Parts(OperationThreads threads, Backends backends, Around around) {}

    /**
     * What a gateway goes by.
     *
     * @param pools is told what happens in the pools
     * @param sessions is told what happens to sessions
     * @param operations is told of each operation that is over, and must not block
     */
    public record Around(
            Ticker ticker,
            TaskRunner runner,
            @Nullable PoolListener pools,
            @Nullable SessionListener sessions,
            @Nullable Consumer<OperationEnd> operations) {

        private @Nullable PoolListener poolsOf(String backend) {
            return pools == null ? null : new BackendEvents(backend, pools);
        }

        /** The JVM's clock and the engine's own threads. */
        public static Around usual() {
            return new Around(Ticker.system(), TaskRunner.shared(), null, null, null);
        }
    }

    /** The registry that transports start their connections in. */
    public SessionRegistry registry() {
        return registry;
    }

    /** What displays may see and do. */
    public GatewayView view() {
        return view;
    }

    /** Says from now on that it is not ready for new sessions, though it takes them until it drains. */
    public void leave() {
        view.leave();
    }

    /** Statements that did not end after a cancel, and whose connections were cut off. */
    public long aborted() {
        return operations.aborted();
    }

    @Override
    public TProcessor handlerFor(Caller caller) {
        return new TCLIService.Processor<>(calls(caller));
    }

    /** As {@link #handlerFor}, without Thrift between. */
    TCLIService.Iface calls(Caller caller) {
        return new GatewayCalls(new CallContext(core, caller));
    }

    /**
     * Opens no more sessions, refuses new statements outside of transactions, lets what runs and what is buffered be finished, and at the
     * deadline ends the rest; then closes.
     *
     * @return whether all ended by themselves
     */
    public boolean drain(Duration deadline) {
        boolean uncut = registry.drain(deadline);
        close();
        return uncut;
    }

    @Override
    public void close() {
        registry.close();
        operations.close();
        threads.close();
        backends.close();
    }
}
