package io.leasehold.jdbc;

import static io.leasehold.testbed.DatabaseKind.CONNECTORJ;
import static io.leasehold.testbed.DatabaseKind.H2;
import static io.leasehold.testbed.DatabaseKind.HSQLDB;
import static io.leasehold.testbed.DatabaseKind.MARIADB;
import static io.leasehold.testbed.DatabaseKind.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.leasehold.CannotOpenException;
import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.RetireReason;
import io.leasehold.testbed.DatabaseSession;
import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What becomes of connections, and of those who wait for one, when real servers fail. */
class ServerFailureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @OnEveryDatabase(except = HSQLDB)
    void p3AConnectionWhoseSessionTheServerEndedIsRetiredWithTheCall(TestDatabase database) throws Exception {
        Retired retired = new Retired();
        try (LeaseholdDataSource pool =
                Pools.of(database).maximumPoolSize(1).listener(retired).build()) {
            try (Connection connection = pool.getConnection()) {
                database.killSession(database.sessionId(connection));
                assertThatThrownBy(() -> run(connection, "SELECT 1")).isInstanceOf(SQLException.class);
                assertThat(connection.isClosed()).isTrue();
            }
            try (Connection connection = pool.getConnection()) {
                run(connection, "SELECT 1");
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(retired.reasons).contains(RetireReason.BROKEN));
        }
    }

    @OnEveryDatabase(except = HSQLDB)
    void siblingsThatDiedAsWellAreFoundBeforeTheyAreLent(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = Pools.of(database)
                .maximumPoolSize(3)
                .aliveBypass(Duration.ofHours(1))
                .build()) {
            await().atMost(PATIENCE).until(() -> pool.snapshot().idle() == 3);
            try (Connection connection = pool.getConnection()) {
                database.sessions().forEach(session -> database.killSession(session.id()));
                assertThatThrownBy(() -> run(connection, "SELECT 1")).isInstanceOf(SQLException.class);
            }
            for (int i = 0; i < 3; i++) {
                try (Connection connection = pool.getConnection()) {
                    run(connection, "SELECT 1");
                }
            }
        }
    }

    @OnEveryDatabase(except = {H2, HSQLDB})
    void p3AStatementThatWasCancelledLeavesAConnectionThatIsDestroyedOnReturn(TestDatabase database) throws Exception {
        Retired retired = new Retired();
        try (LeaseholdDataSource pool =
                Pools.of(database).maximumPoolSize(1).listener(retired).build()) {
            String session;
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                session = database.sessionId(connection);
                statement.setQueryTimeout(1);
                assertThatThrownBy(() -> statement.execute(database.sleepStatement(Duration.ofSeconds(15))))
                        .isInstanceOf(SQLException.class);
                run(connection, "SELECT 1");
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(database.sessionId(connection)).isNotEqualTo(session);
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(retired.reasons).contains(RetireReason.UNKNOWN_STATE));
        }
    }

    /** PostgreSQL's server looks for its client when the statement is over; HSQLDB has its own test. */
    @OnEveryDatabase(except = HSQLDB)
    void p2WhatRunsWhenThePoolIsClosedIsCutOff(TestDatabase database) throws Exception {
        ExecutorService holder = Executors.newSingleThreadExecutor();
        try (LeaseholdDataSource pool = Pools.of(database).maximumPoolSize(1).build()) {
            Future<?> held = sleepInALease(holder, pool, database, Duration.ofSeconds(60));
            await().atMost(PATIENCE).until(() -> isExecuting(database));
            pool.close();

            assertThatThrownBy(() -> held.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SQLException.class);
            if (database.kind() != POSTGRESQL) {
                await().atMost(PATIENCE).until(() -> !isExecuting(database));
            }
        } finally {
            database.sessions().forEach(session -> database.killSession(session.id()));
            holder.shutdownNow();
        }
    }

    @OnEveryDatabase(only = HSQLDB)
    void whatCannotBeCutOffIsLostAndTheEventNamesTheDriver(TestDatabase database) throws Exception {
        ExecutorService holder = Executors.newSingleThreadExecutor();
        List<PoolEvent> lost = new CopyOnWriteArrayList<>();
        try (LeaseholdDataSource pool = Pools.of(database)
                .maximumPoolSize(1)
                .closeTimeout(Duration.ofMillis(200))
                .leaseTerm(Duration.ofMillis(500))
                .listener(new PoolListener() {
                    @Override
                    public void lost(PoolEvent event) {
                        lost.add(event);
                    }
                })
                .build()) {
            Future<?> held = sleepInALease(holder, pool, database, Duration.ofSeconds(5));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(lost)
                            .singleElement()
                            .satisfies(event ->
                                    assertThat(event.cause()).hasMessageContaining("org.hsqldb.jdbc.JDBCConnection")));

            held.get(60, TimeUnit.SECONDS);
            await().atMost(PATIENCE).until(() -> pool.snapshot().lost() == 0);
        } finally {
            holder.shutdownNow();
        }
    }

    @OnEveryDatabase(only = {POSTGRESQL, MARIADB, CONNECTORJ})
    void aServerThatIsFullLowersTheCeilingForAWhile(TestDatabase database) throws Exception {
        await().atMost(PATIENCE).until(() -> database.countSessions() == 0);
        database.limitSessions(2);
        try (LeaseholdDataSource pool = Pools.of(database)
                .maximumPoolSize(6)
                .minimumIdle(0)
                .connectionTimeout(Duration.ofMillis(300))
                .build()) {
            List<Connection> held = new CopyOnWriteArrayList<>();
            SQLException refused = catchThrowableOfType(SQLException.class, () -> {
                while (true) {
                    held.add(pool.getConnection());
                }
            });
            assertThat(held).hasSize(2);
            assertThat(refused.getSQLState()).isNotEqualTo("08L01");
            // It may have lifted by now, to try again; then the next refusal lowers it anew.
            await().atMost(PATIENCE).until(() -> {
                catchThrowableOfType(SQLException.class, pool::getConnection);
                return pool.snapshot().ceiling() < 6;
            });
        } finally {
            database.unlimitSessions();
        }
    }

    /** Not H2's server, which lets the client wait after a wrong password. */
    @OnEveryDatabase(except = H2)
    void aRefusedLoginIsOneClearMessageWithoutThePassword(TestDatabase database) {
        CannotOpenException refused = catchThrowableOfType(
                CannotOpenException.class,
                () -> Pools.of(database)
                        .password("canary-canary")
                        .initializationFailTimeout(Duration.ZERO)
                        .build());

        assertThat(refused).hasMessageContaining("test-" + database.kind()).hasMessageContaining("cannot open");
        for (Throwable each = refused; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain("canary");
        }
        assertThat(refused.getCause()).isInstanceOf(SQLException.class);
    }

    @OnEveryDatabase(except = {H2, HSQLDB})
    void rotatedCredentialsAreUsedFromTheNextOpenOn(TestDatabase database) throws Exception {
        String[] password = {"wrong"};
        try (LeaseholdDataSource pool = LeaseholdDataSource.builder()
                .jdbcUrl(database.jdbcUrl())
                .credentials(() -> Credentials.of(database.user(), password[0]))
                .initializationFailTimeout(Duration.ofMillis(-1))
                .connectionTimeout(Duration.ofSeconds(20))
                .build()) {
            password[0] = database.password();
            try (Connection connection = pool.getConnection()) {
                run(connection, "SELECT 1");
            }
        }
    }

    @OnEveryDatabase
    void aServerThatIsNotThereIsOneClearMessage(TestDatabase database) {
        CannotOpenException refused = catchThrowableOfType(
                CannotOpenException.class,
                () -> Pools.of(database)
                        .jdbcUrl(database.urlThrough("localhost", 1))
                        .initializationFailTimeout(Duration.ZERO)
                        .build());

        assertThat(refused).hasMessageContaining("cannot open");
        assertThat(refused.getCause()).isInstanceOf(SQLException.class);
    }

    @OnEveryDatabase(except = {H2, HSQLDB})
    void aHostThatNobodyKnowsIsOneClearMessage(TestDatabase database) {
        CannotOpenException refused = catchThrowableOfType(
                CannotOpenException.class,
                () -> Pools.of(database)
                        .jdbcUrl(database.urlThrough("no-such-host.invalid", 5432))
                        .initializationFailTimeout(Duration.ZERO)
                        .build());

        assertThat(refused).hasMessageContaining("cannot open");
        assertThat(refused.getCause()).isInstanceOf(SQLException.class);
    }

    private static Future<?> sleepInALease(
            ExecutorService holder, LeaseholdDataSource pool, TestDatabase database, Duration time) {
        return holder.submit(() -> {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(database.sleepStatement(time));
            }
            return null;
        });
    }

    private static boolean isExecuting(TestDatabase database) {
        return database.sessions().stream().anyMatch(DatabaseSession::executing);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.equals("SELECT 1") && isHsqldb(connection) ? "VALUES 1" : sql);
        }
    }

    private static boolean isHsqldb(Connection connection) throws SQLException {
        return connection.getMetaData().getURL().startsWith("jdbc:hsqldb");
    }

    private static final class Retired implements PoolListener {

        final List<RetireReason> reasons = new CopyOnWriteArrayList<>();

        @Override
        public void retired(PoolEvent event) {
            reasons.add(event.reason());
        }
    }
}
