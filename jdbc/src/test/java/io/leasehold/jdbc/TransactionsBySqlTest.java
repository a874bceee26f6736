package io.leasehold.jdbc;

import static io.leasehold.testbed.DatabaseKind.CONNECTORJ;
import static io.leasehold.testbed.DatabaseKind.H2;
import static io.leasehold.testbed.DatabaseKind.HSQLDB;
import static io.leasehold.testbed.DatabaseKind.MARIADB;
import static io.leasehold.testbed.DatabaseKind.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Transactions that a holder begins and ends by SQL and by JDBC in turn: what it left open is rolled back, whoever knew of it. */
class TransactionsBySqlTest {

    private final String table = Pools.unique("mixed_");

    /** PostgreSQL has no such mode, and MySQL's driver does not see that it was set and refuses to commit. */
    @OnEveryDatabase(except = {POSTGRESQL, CONNECTORJ})
    void whatRunsAfterACommitInAModeThatSqlSetIsNotCommittedByTheReturn(TestDatabase database) throws Exception {
        String manual = database.kind() == H2 || database.kind() == HSQLDB ? "FALSE" : "= 0";
        for (SessionReset reset : new SessionReset[] {SessionReset.NONE, SessionReset.JDBC}) {
            createTable(database);
            try (LeaseholdDataSource pool =
                    Pools.of(database).maximumPoolSize(1).sessionReset(reset).build()) {
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("SET AUTOCOMMIT " + manual);
                    statement.execute("INSERT INTO " + table + " VALUES (1)");
                    connection.commit();
                    statement.execute("INSERT INTO " + table + " VALUES (2)");
                }
                try (Connection connection = pool.getConnection()) {
                    assertThat(connection.getAutoCommit()).isTrue();
                    assertThat(rows(connection)).as("rows after %s", reset).isEqualTo(1);
                }
            }
        }
    }

    @OnEveryDatabase(only = {POSTGRESQL, MARIADB, CONNECTORJ})
    void settingAutoCommitAsItIsEndsNoTransactionThatSqlBegan(TestDatabase database) throws Exception {
        for (SessionReset reset : SessionReset.values()) {
            createTable(database);
            try (LeaseholdDataSource pool =
                    Pools.of(database).maximumPoolSize(1).sessionReset(reset).build()) {
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("BEGIN");
                    statement.execute("INSERT INTO " + table + " VALUES (1)");
                    connection.setAutoCommit(true);
                }
                try (Connection connection = pool.getConnection()) {
                    assertThat(rows(connection)).as("rows after %s", reset).isZero();
                }
            }
        }
    }

    /** pgjdbc's isValid runs a statement, for which it begins a transaction like for any other. */
    @OnEveryDatabase(only = POSTGRESQL)
    void aCheckInManualModeLeavesNoTransactionOpen(TestDatabase database) throws Exception {
        try (Connection other = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                LeaseholdDataSource pool = Pools.of(database)
                        .maximumPoolSize(1)
                        .autoCommit(false)
                        .aliveBypass(Duration.ZERO)
                        .build()) {
            String session;
            try (Connection connection = pool.getConnection()) {
                session = text(connection, "SELECT pg_backend_pid()");
            }
            try (Connection checked = pool.getConnection()) {
                assertThat(checked.getAutoCommit()).isFalse();
                assertThat(text(other, "SELECT state FROM pg_stat_activity WHERE pid = " + session))
                        .isEqualTo("idle");
            }
        }
    }

    @OnEveryDatabase(except = POSTGRESQL)
    void theModeThatSqlSetIsNotThatOfTheNextHolder(TestDatabase database) throws Exception {
        String manual = database.kind() == H2 || database.kind() == HSQLDB ? "FALSE" : "= 0";
        createTable(database);
        try (LeaseholdDataSource pool = Pools.of(database).maximumPoolSize(1).build()) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET AUTOCOMMIT " + manual);
                statement.execute("INSERT INTO " + table + " VALUES (1)");
            }
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO " + table + " VALUES (2)");
                try (Connection onlooker = database.connect()) {
                    assertThat(rows(onlooker)).isEqualTo(1);
                }
            }
        }
    }

    private void createTable(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + table);
            statement.execute("CREATE TABLE " + table + " (id INT)");
        }
    }

    private int rows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
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
