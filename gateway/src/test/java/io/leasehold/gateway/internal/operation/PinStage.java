package io.leasehold.gateway.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.backend.Backend;
import io.leasehold.gateway.internal.backend.BackendSettings;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.backend.GateLimits;
import io.leasehold.gateway.internal.backend.Identity;
import io.leasehold.gateway.internal.result.Budget;
import io.leasehold.gateway.internal.result.FetchLimits;
import io.leasehold.gateway.internal.result.ReadAhead;
import io.leasehold.gateway.internal.result.ResultLimits;
import io.leasehold.gateway.internal.sql.ClientDialect;
import io.leasehold.gateway.internal.sql.Rows;
import io.leasehold.gateway.internal.sql.SqlRules;
import io.leasehold.gateway.internal.sql.StatementReaders;
import io.leasehold.jdbc.Credentials;
import io.leasehold.session.ClientConnection;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.OnDisconnect;
import io.leasehold.session.OpenedSession;
import io.leasehold.session.SessionCall;
import io.leasehold.session.SessionOptions;
import io.leasehold.session.SessionRegistry;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import io.leasehold.testkit.ManualTicker;
import io.leasehold.testkit.StepRunner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A session in front of H2, with one connection, of which a test says which threads come late. For the thread of one test. */
final class PinStage implements AutoCloseable {

    /** Give back what the session held. */
    final LateWorkers workers = new LateWorkers();

    final StepRunner runner;
    final ClientConnection connection;
    final GatewaySession session;

    /** Whether what wants a thread waits until the test {@link #catchesUp}. */
    volatile boolean isBusy;

    /** What happens once, when somebody next wants a thread. */
    volatile Runnable atNextThread = () -> {};

    /** Whether who next wants a thread is thrown back. */
    volatile boolean isFull;

    private final TestDatabase database = Databases.h2();
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final Backend backend;
    private final Operations operations;
    private final SessionRegistry registry;
    private final OpenedSession opened;

    PinStage(PinMode mode) throws SQLException {
        ManualTicker ticker = new ManualTicker();
        runner = new StepRunner(ticker);
        BackendSettings settings = BackendSettings.of(
                        "db", database.jdbcUrl(), Credentials.of(database.user(), database.password()))
                .allowSuperuser(true)
                .maximumPoolSize(1);
        backend = Backend.open(
                settings, GateLimits.DEFAULT, new Backend.Around(pool, ticker, FetchLimits.ofHeap(2), null));
        operations = new Operations(
                OperationSettings.DEFAULT,
                ticker,
                runner,
                this::onAThread,
                user -> new ReadAhead(ResultLimits.DEFAULT, Budget.ofHeap(50), user, ticker),
                List.of());
        registry = SessionRegistry.named("pins")
                .onDisconnect(OnDisconnect.endAfter(Duration.ofMinutes(5)))
                .runner(workers)
                .build();
        SessionProfile profile = new SessionProfile(
                backend,
                new Identity("ann", "ann"),
                mode,
                StatementReaders.of(ClientDialect.HIVE, backend.kind(), SqlRules.DEFAULT),
                "192.0.2.7");
        connection = registry.start("192.0.2.7", ConnectionKind.LASTING);
        AtomicReference<GatewaySession> made = new AtomicReference<>();
        opened = connection.open(
                "ann",
                SessionOptions.DEFAULT,
                one -> made.set(new GatewaySession(operations, profile, one, Duration.ZERO)));
        session = made.get();
    }

    private void onAThread(Runnable task) {
        Runnable meanwhile = atNextThread;
        atNextThread = () -> {};
        meanwhile.run();
        if (isFull) {
            isFull = false;
            throw new IllegalStateException("there is no thread");
        }
        if (isBusy) {
            waiting.add(task);
        } else {
            pool.execute(task);
        }
    }

    /** Does on this thread what waited for one; what comes after it has one of its own. */
    void catchesUp() {
        isBusy = false;
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }

    /** No statement comes for so long that the transaction is rolled back, which the client has yet to hear. */
    void forgetsItsTransaction() {
        isBusy = true;
        runner.pass(OperationSettings.DEFAULT.transactionIdle());
        catchesUp();
    }

    /** Something done at the database, by nobody's session. */
    void sql(String... statements) throws SQLException {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    /** What the database has for everybody. */
    String value(String query) throws SQLException {
        try (Connection other = database.connect();
                Statement statement = other.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    Operation execute(String sql) throws ClientErrorException {
        return new SessionStatements(operations).execute(session, sql, Duration.ZERO);
    }

    /** A statement that must end well. */
    void run(String sql) throws Exception {
        OperationStatus status = ended(execute(sql));
        assertThat(status.error()).as(sql).isNull();
        assertThat(status.phase()).as(sql).isEqualTo(Phase.FINISHED);
    }

    /** Why a COMMIT is refused, or null. */
    @Nullable String refusal() {
        try {
            execute("COMMIT");
            return null;
        } catch (ClientErrorException e) {
            return e.getMessage();
        }
    }

    Operation submit(Work work) throws ClientErrorException {
        return operations.submit(session, new OperationRequest(work, "OTHER", "", Rows.NO), Duration.ZERO);
    }

    Operation answered(Work work, Operations.Answer answer) throws ClientErrorException {
        return operations.answered(session, new OperationRequest(work, "OTHER", "", Rows.NO), answer);
    }

    static OperationStatus ended(Operation operation) throws Exception {
        operation.settled().get(60, TimeUnit.SECONDS);
        return operation.status();
    }

    /** What happens on the thread that gives the connection back next, when it has been returned. */
    void atNextReturn(Runnable act) throws ClientErrorException {
        backend.gate().enter("bob", "another", "something", false, granted -> {
            act.run();
            granted.over();
        });
    }

    /** Its client is back, by another connection. */
    void comesBack() {
        comesBack(() -> {});
    }

    /** As {@link #comesBack()}, where something else is quicker than the telling of what was lost. */
    void comesBack(Runnable quicker) {
        try (SessionCall call =
                registry.start("192.0.2.8", ConnectionKind.LASTING).call(opened.token(), "ann")) {
            quicker.run();
            session.lost(call.losses());
        }
    }

    void awaitUnpinned() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (session.isPinned()) {
            assertThat(System.nanoTime() - deadline).as("waited in vain").isNegative();
            LockSupport.parkNanos(500_000);
        }
    }

    @Override
    public void close() {
        workers.catchUp();
        catchesUp();
        registry.close();
        operations.close();
        backend.close();
        pool.shutdown();
    }
}
