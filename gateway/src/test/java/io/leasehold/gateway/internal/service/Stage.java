package io.leasehold.gateway.internal.service;

import io.leasehold.PoolListener;
import io.leasehold.gateway.internal.auth.ProxyRules;
import io.leasehold.gateway.internal.backend.BackendSettings;
import io.leasehold.gateway.internal.operation.OperationEnd;
import io.leasehold.gateway.internal.operation.OperationSettings;
import io.leasehold.gateway.internal.result.ResultLimits;
import io.leasehold.jdbc.Credentials;
import io.leasehold.session.SessionRegistry;
import io.leasehold.session.SessionRegistryBuilder;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import io.leasehold.testbed.DatabaseSession;
import io.leasehold.testbed.TestDatabase;
import io.leasehold.testkit.ManualTicker;
import io.leasehold.testkit.StepRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A gateway in front of a real database. For the thread of one test. */
final class Stage implements AutoCloseable {

    final TestDatabase database;
    final GatewayCore core;

    /** Only of a stage whose time is stepped. */
    final ManualTicker ticker;

    final StepRunner runner;

    private Stage(TestDatabase database, GatewayCore core, ManualTicker ticker, StepRunner runner) {
        this.database = database;
        this.core = core;
        this.ticker = ticker;
        this.runner = runner;
    }

    static Plan on(TestDatabase database) {
        return new Plan(database);
    }

    static BackendSettings backend(TestDatabase database) {
        return BackendSettings.of("db", database.jdbcUrl(), Credentials.of(database.user(), database.password()))
                .allowSuperuser(true)
                .maximumPoolSize(4);
    }

    Client client(String user) throws Exception {
        return Client.open(core, user);
    }

    /** Something done at the database, by nobody's session. */
    void sql(String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    /** What the database says is running. */
    List<DatabaseSession> running() {
        return database.sessions().stream().filter(DatabaseSession::executing).toList();
    }

    boolean isRunning(String part) {
        return running().stream()
                .anyMatch(one -> one.statement() != null && one.statement().contains(part));
    }

    /**
     * What runs a database's sleep. Of anything else that runs there it cannot be said whose it is: the gateway's own questions to a
     * connection are statements too, and may have ended a moment later.
     */
    List<DatabaseSession> asleep() {
        return running().stream()
                .filter(one -> one.statement() != null
                        && one.statement().toLowerCase(Locale.ROOT).contains("sleep("))
                .toList();
    }

    /** Waits until one runs a sleep, and gives it. */
    DatabaseSession awaitSleep() {
        List<DatabaseSession> found = new ArrayList<>();
        await("it runs", () -> found.addAll(asleep()));
        return found.get(0);
    }

    int leased() {
        return core.view().backends().get(0).pool().leased();
    }

    /** Lets time pass, and what is due by it happen. */
    void pass(Duration time) {
        runner.pass(time);
    }

    void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (runner != null) {
                runner.settle();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Waits until all operations are over: one may be about to end when its rows are all there, or its connection has gone back. */
    void awaitNothingRuns() {
        await(
                "nothing runs",
                () -> core.registry().snapshot().sessions().stream()
                        .flatMap(session -> session.holdings().stream())
                        .noneMatch(held -> held.what().equalsIgnoreCase("running")));
    }

    @Override
    public void close() {
        if (runner == null) {
            core.close();
            return;
        }
        Thread closing = new Thread(core::close, "stage-close");
        closing.start();
        while (closing.isAlive()) {
            runner.settle();
            ticker.advance(Duration.ofMillis(100));
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** How it is to be. */
    static final class Plan {

        private final TestDatabase database;
        private UnaryOperator<BackendSettings> backend = one -> one;
        private UnaryOperator<SessionRegistryBuilder> sessions = one -> one;
        private UnaryOperator<OperationSettings> operations = one -> one;
        private ProxyRules proxies = (user, other, address) -> false;
        private ResultLimits results = ResultLimits.DEFAULT;
        private @Nullable PoolListener pools;
        private @Nullable Consumer<OperationEnd> ended;
        private int memoryPerUser = 50;
        private boolean accessLog;
        private boolean isStepped;

        private Plan(TestDatabase database) {
            this.database = database;
        }

        Plan backend(UnaryOperator<BackendSettings> change) {
            backend = change;
            return this;
        }

        Plan sessions(UnaryOperator<SessionRegistryBuilder> change) {
            sessions = change;
            return this;
        }

        Plan operations(UnaryOperator<OperationSettings> change) {
            operations = change;
            return this;
        }

        Plan proxies(ProxyRules rules) {
            proxies = rules;
            return this;
        }

        Plan pools(PoolListener told) {
            pools = told;
            return this;
        }

        Plan ended(Consumer<OperationEnd> told) {
            ended = told;
            return this;
        }

        Plan accessLog() {
            accessLog = true;
            return this;
        }

        /** So that a few rows are too large to be buffered. */
        Plan smallBuffers() {
            results = new ResultLimits(10_000, 8 << 20, 1_000);
            return this;
        }

        /** So that no result is too large to be buffered, but for what one user may take. */
        Plan largeBuffers(int percentPerUser) {
            results = new ResultLimits(1L << 40, 8 << 20, 1_000);
            memoryPerUser = percentPerUser;
            return this;
        }

        Plan stepped() {
            isStepped = true;
            return this;
        }

        Stage build() throws SQLException {
            ManualTicker ticker = isStepped ? new ManualTicker() : null;
            StepRunner runner = isStepped ? new StepRunner(ticker) : null;
            SessionRegistryBuilder registry = sessions.apply(SessionRegistry.named("stage"));
            if (isStepped) {
                registry.ticker(ticker).runner(runner);
            }
            CoreSettings settings = new CoreSettings(
                    "stage",
                    List.of(backend.apply(Stage.backend(database))),
                    operations.apply(OperationSettings.DEFAULT),
                    results,
                    memoryPerUser,
                    accessLog);
            GatewayCore.Around around = new GatewayCore.Around(
                    isStepped ? ticker : Ticker.system(), isStepped ? runner : TaskRunner.shared(), pools, null, ended);
            return new Stage(database, GatewayCore.open(settings, registry, proxies, around), ticker, runner);
        }
    }
}
