package io.leasehold.jdbc;

import static io.leasehold.testbed.DatabaseKind.CONNECTORJ;
import static io.leasehold.testbed.DatabaseKind.MARIADB;
import static io.leasehold.testbed.DatabaseKind.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a customizer sets holds, whatever holders change, roll back or have reset. */
class CustomizerTest {

    private final RecordingDriver driver = new RecordingDriver();

    @Test
    void itRunsInAutoCommitModeWhateverLeasesStartIn() throws Exception {
        try (LeaseholdDataSource pool = recorded()
                .autoCommit(false)
                .connectionCustomizer(connection -> {
                    assertThat(connection.getAutoCommit()).isTrue();
                    run(connection, "SET x");
                })
                .build()) {
            assertThat(driver.calls)
                    .containsSubsequence("statement.execute(SET x)", "statement.close()", "setAutoCommit(false)");
            assertThat(pool.getConnection().getAutoCommit()).isFalse();
        }
    }

    @Test
    void whatItLeavesUncommittedIsCommittedAndItsModeIsNotTheHolders() throws Exception {
        try (LeaseholdDataSource pool = recorded()
                .connectionCustomizer(connection -> {
                    connection.setAutoCommit(false);
                    run(connection, "SET x");
                })
                .build()) {
            assertThat(driver.calls).containsSubsequence("statement.execute(SET x)", "commit()", "setAutoCommit(true)");
            assertThat(pool.getConnection().getAutoCommit()).isTrue();
        }
    }

    @Test
    void whatItDoesAtAnAcquireInManualModeIsCommitted() throws Exception {
        try (LeaseholdDataSource pool = recorded()
                .autoCommit(false)
                .connectionCustomizer(new AtAcquire())
                .build()) {
            driver.calls.clear();
            pool.getConnection();
            assertThat(driver.calls).containsSubsequence("statement.execute(SET y)", "commit()");
        }
    }

    @Test
    void whatItSetInsteadOfWhatIsConfiguredIsPutBack() throws Exception {
        try (LeaseholdDataSource pool = recorded()
                .schema("configured")
                .connectionCustomizer(connection -> connection.setSchema("custom"))
                .build()) {
            try (Connection connection = pool.getConnection()) {
                connection.setSchema("other");
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getSchema()).isEqualTo("custom");
            }
        }
    }

    @OnEveryDatabase(only = POSTGRESQL)
    void whatItSetInManualModeOutlivesTheRollbacksOfHolders(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database)
                .autoCommit(false)
                .connectionCustomizer(connection -> run(connection, "SET work_mem = '7MB'"))
                .build()) {
            for (int lease = 0; lease < 2; lease++) {
                try (Connection connection = pool.getConnection()) {
                    assertThat(text(connection, "SHOW work_mem")).isEqualTo("7MB");
                    connection.rollback();
                }
            }
        }
    }

    @OnEveryDatabase(only = POSTGRESQL)
    void whatItDoesAtAnAcquireLeavesNoTransactionToTheHolder(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database)
                .autoCommit(false)
                .aliveBypass(Duration.ZERO)
                .connectionCustomizer(new AtAcquire() {
                    @Override
                    public void acquiring(Connection connection) throws SQLException {
                        run(connection, "SET work_mem = '7MB'");
                    }
                })
                .build()) {
            try (Connection connection = pool.getConnection()) {
                assertThatCode(() -> connection.setReadOnly(true)).doesNotThrowAnyException();
                connection.rollback();
                assertThat(text(connection, "SHOW work_mem")).isEqualTo("7MB");
            }
        }
    }

    @OnEveryDatabase(only = POSTGRESQL)
    void whatItSetIsSetAgainAfterAFullReset(TestDatabase database) throws Exception {
        AtomicInteger opens = new AtomicInteger();
        try (LeaseholdDataSource pool = one(database)
                .jdbcUrl(database.jdbcUrl() + "?readOnlyMode=always")
                .sessionReset(SessionReset.FULL)
                .connectionCustomizer(connection -> {
                    opens.incrementAndGet();
                    run(connection, "SET work_mem = '7MB'");
                    run(connection, "CREATE TEMPORARY TABLE IF NOT EXISTS canary (id INT)");
                    connection.setSchema("information_schema");
                    connection.setReadOnly(true);
                })
                .build()) {
            String session;
            try (Connection connection = pool.getConnection()) {
                session = database.sessionId(connection);
            }
            for (int lease = 0; lease < 3; lease++) {
                try (Connection connection = pool.getConnection()) {
                    assertThat(database.sessionId(connection)).isEqualTo(session);
                    assertThat(text(connection, "SHOW work_mem")).isEqualTo("7MB");
                    assertThat(connection.getSchema()).isEqualTo("information_schema");
                    assertThat(connection.isReadOnly()).isTrue();
                    assertThat(text(connection, "SHOW default_transaction_read_only"))
                            .isEqualTo("on");
                    if (lease == 1) {
                        connection.setReadOnly(false);
                        connection.setSchema("public");
                    }
                }
            }
            assertThat(opens).hasValue(5);
        }
    }

    @OnEveryDatabase(only = {MARIADB, CONNECTORJ})
    void whatItSetIsSetAgainAfterAFullResetOfAMariaDbConnection(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database)
                .sessionReset(SessionReset.FULL)
                .connectionCustomizer(connection -> run(connection, "SET @canary = 7"))
                .build()) {
            String session = null;
            for (int lease = 0; lease < 3; lease++) {
                try (Connection connection = pool.getConnection()) {
                    session = session == null ? database.sessionId(connection) : session;
                    assertThat(database.sessionId(connection)).isEqualTo(session);
                    assertThat(text(connection, "SELECT @canary")).isEqualTo("7");
                    run(connection, "SET @canary = 9");
                }
            }
        }
    }

    private static class AtAcquire implements ConnectionCustomizer {

        @Override
        public void opened(Connection connection) {}

        @Override
        public boolean atEachAcquire() {
            return true;
        }

        @Override
        public void acquiring(Connection connection) throws SQLException {
            run(connection, "SET y");
        }
    }

    private LeaseholdDataSourceBuilder recorded() {
        return LeaseholdDataSource.builder()
                .dataSource(driver.dataSource())
                .maximumPoolSize(1)
                .connectionTimeout(Duration.ofSeconds(5));
    }

    private static LeaseholdDataSourceBuilder one(TestDatabase database) {
        return Pools.of(database).maximumPoolSize(1);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
