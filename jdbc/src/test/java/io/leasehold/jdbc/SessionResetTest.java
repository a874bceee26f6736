package io.leasehold.jdbc;

import static io.leasehold.testbed.DatabaseKind.CONNECTORJ;
import static io.leasehold.testbed.DatabaseKind.H2;
import static io.leasehold.testbed.DatabaseKind.HSQLDB;
import static io.leasehold.testbed.DatabaseKind.MARIADB;
import static io.leasehold.testbed.DatabaseKind.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/** What the next holder of a connection finds, on real servers. */
class SessionResetTest {

    @OnEveryDatabase
    void p3WhatWasLeftOpenIsRolledBack(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database).autoCommit(false).build()) {
            String table = newTable(pool, database);
            try (Connection connection = pool.getConnection()) {
                run(connection, "INSERT INTO " + table + " VALUES (1)");
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(count(connection, table)).isZero();
            }
        }
    }

    @OnEveryDatabase
    void p3AutoCommitIsSwitchedOnAfterTheRollbackAndCommitsNothing(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database).build()) {
            String table = newTable(pool, database);
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                run(connection, "INSERT INTO " + table + " VALUES (1)");
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(count(connection, table)).isZero();
            }
        }
    }

    /** Not HSQLDB, which commits each statement in auto-commit mode, whatever SQL began. */
    @OnEveryDatabase(except = HSQLDB)
    void p3ATransactionThatSqlBeganIsRolledBack(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database).build()) {
            String table = newTable(pool, database);
            try (Connection connection = pool.getConnection()) {
                run(connection, database.kind() == H2 ? "BEGIN" : "START TRANSACTION");
                run(connection, "INSERT INTO " + table + " VALUES (1)");
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(count(connection, table)).isZero();
            }
        }
    }

    @OnEveryDatabase
    void whatWasCommittedStays(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database).autoCommit(false).build()) {
            String table = newTable(pool, database);
            try (Connection connection = pool.getConnection()) {
                run(connection, "INSERT INTO " + table + " VALUES (1)");
                connection.commit();
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(count(connection, table)).isOne();
            }
        }
    }

    @OnEveryDatabase
    void whatWasChangedThroughJdbcIsPutBackOnTheSameConnection(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database).build()) {
            State before;
            String session;
            try (Connection connection = pool.getConnection()) {
                session = session(database, connection);
                before = State.of(connection);
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(session(database, connection)).isEqualTo(session);
                assertThat(State.of(connection)).isEqualTo(before);
            }
        }
    }

    @OnEveryDatabase(only = {H2, HSQLDB, POSTGRESQL})
    void theSchemaIsPutBack(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database).autoCommit(false).build()) {
            String before;
            try (Connection connection = pool.getConnection()) {
                before = connection.getSchema();
                connection.setSchema(database.kind() == POSTGRESQL ? "pg_catalog" : "INFORMATION_SCHEMA");
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getSchema()).isEqualTo(before);
            }
        }
    }

    @OnEveryDatabase(only = {MARIADB, CONNECTORJ})
    void theCatalogIsPutBack(TestDatabase database) throws Exception {
        for (SessionReset reset : new SessionReset[] {SessionReset.JDBC, SessionReset.FULL}) {
            try (LeaseholdDataSource pool = one(database).sessionReset(reset).build()) {
                String before;
                try (Connection connection = pool.getConnection()) {
                    before = connection.getCatalog();
                    connection.setCatalog("information_schema");
                }
                try (Connection connection = pool.getConnection()) {
                    assertThat(connection.getCatalog()).isEqualTo(before);
                }
            }
        }
    }

    @OnEveryDatabase
    void whatWasChangedOnTheDriversOwnObjectIsPutBack(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database).build()) {
            State before;
            String session;
            try (Connection connection = pool.getConnection()) {
                session = session(database, connection);
                before = State.of(connection);
                Connection raw = connection.unwrap(Pools.driversType(database));
                raw.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                raw.setAutoCommit(false);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(session(database, connection)).isEqualTo(session);
                assertThat(State.of(connection)).isEqualTo(before);
            }
        }
    }

    @OnEveryDatabase(only = {POSTGRESQL, MARIADB, CONNECTORJ})
    void fullResetsWhatOnlySqlCanSay(TestDatabase database) throws Exception {
        boolean postgres = database.kind() == POSTGRESQL;
        try (LeaseholdDataSource pool = one(database)
                .sessionReset(SessionReset.FULL)
                .connectionInitSql(postgres ? "SET work_mem = '7MB'" : "SET @canary = 7")
                .build()) {
            String session;
            try (Connection connection = pool.getConnection()) {
                session = session(database, connection);
                run(connection, "CREATE TEMPORARY TABLE dirt (id INT)");
                run(connection, postgres ? "SET work_mem = '9MB'" : "SET @canary = 9");
                run(connection, postgres ? "SET statement_timeout = 12345" : "SET SESSION sort_buffer_size = 123456");
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(session(database, connection)).isEqualTo(session);
                assertThat(text(connection, postgres ? "SHOW work_mem" : "SELECT @canary"))
                        .isEqualTo(postgres ? "7MB" : "7");
                assertThat(text(connection, postgres ? "SHOW statement_timeout" : "SELECT @@session.sort_buffer_size"))
                        .isNotIn("12345", "12345ms", "123456");
                run(connection, "CREATE TEMPORARY TABLE dirt (id INT)");
            }
        }
    }

    @OnEveryDatabase(only = {POSTGRESQL})
    void statementsThatTheDriverPreparedOnTheServerSurviveTheFullReset(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool =
                one(database).sessionReset(SessionReset.FULL).build()) {
            for (int lease = 0; lease < 3; lease++) {
                try (Connection connection = pool.getConnection()) {
                    for (int run = 0; run < 8; run++) {
                        try (var statement = connection.prepareStatement("SELECT ?::int + 1")) {
                            statement.setInt(1, run);
                            try (ResultSet rows = statement.executeQuery()) {
                                rows.next();
                                assertThat(rows.getInt(1)).isEqualTo(run + 1);
                            }
                        }
                    }
                }
            }
        }
    }

    @OnEveryDatabase(only = {H2, HSQLDB})
    void whereNothingResetsFullyAConnectionThatMayHaveBeenChangedIsDestroyed(TestDatabase database) throws Exception {
        Opened opened = new Opened();
        try (LeaseholdDataSource pool =
                one(database).sessionReset(SessionReset.FULL).listener(opened).build()) {
            try (Connection connection = pool.getConnection()) {
                run(connection, "VALUES 1");
            }
            try (Connection connection = pool.getConnection()) {
                run(connection, "SET SCHEMA INFORMATION_SCHEMA");
            }
            String schema;
            try (Connection connection = pool.getConnection()) {
                schema = connection.getSchema();
            }
            assertThat(schema).isEqualTo("PUBLIC");
            // The one who waits for a connection has it before the listener hears of it.
            await().untilAsserted(() -> assertThat(opened.count).hasValue(2));
        }
    }

    /** A function of H2's that sets a variable, and a temporary table whose rows stay with their session in HSQLDB. */
    @OnEveryDatabase(only = {H2, HSQLDB})
    void whereNothingResetsFullyWhatAPlainStatementLeftIsNotSeenByTheNextHolder(TestDatabase database)
            throws Exception {
        boolean h2 = database.kind() == H2;
        String leaves = h2 ? "SELECT SET(@dirt, 9)" : "INSERT INTO dirt VALUES (9)";
        String looks = h2 ? "SELECT @dirt" : "SELECT MAX(v) FROM dirt";
        if (!h2) {
            try (Connection admin = database.connect()) {
                run(admin, "DROP TABLE dirt IF EXISTS");
                run(admin, "CREATE GLOBAL TEMPORARY TABLE dirt (v INT) ON COMMIT PRESERVE ROWS");
            }
        }
        try (LeaseholdDataSource pool =
                one(database).sessionReset(SessionReset.FULL).build()) {
            try (Connection connection = pool.getConnection()) {
                run(connection, leaves);
                assertThat(text(connection, looks)).isEqualTo("9");
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(text(connection, looks)).isNull();
            }
        }
    }

    @OnEveryDatabase
    void clientInfoIsPutBackOnTheSameConnection(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database).build()) {
            String session;
            try (Connection connection = pool.getConnection()) {
                session = database.sessionId(connection);
                catchThrowable(() -> connection.setClientInfo("ApplicationName", "dirt"));
                catchThrowable(() -> connection.setClientInfo("no such info", "dirt"));
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(database.sessionId(connection)).isEqualTo(session);
                assertThat(String.valueOf(connection.getClientInfo())).doesNotContain("dirt");
            }
        }
    }

    /** Maps that JDBC lets a driver give out as they are, which PostgreSQL's does. */
    @OnEveryDatabase
    void whatIsPutIntoAMapOfTheDriversIsNotSeenByTheNextHolder(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database).build()) {
            try (Connection connection = pool.getConnection()) {
                Map<String, Class<?>> types = connection.getTypeMap();
                if (types != null) {
                    types.put("dirt", String.class);
                }
                Properties info = connection.getClientInfo();
                if (info != null) {
                    info.setProperty("dirt", "9");
                }
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(String.valueOf(connection.getTypeMap())).doesNotContain("dirt");
                assertThat(String.valueOf(connection.getClientInfo())).doesNotContain("dirt");
            }
        }
    }

    @OnEveryDatabase
    void configuredValuesAreThereAtTheStartOfEachLease(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database)
                .autoCommit(false)
                .transactionIsolation("TRANSACTION_SERIALIZABLE")
                .readOnly(true)
                .build()) {
            for (int lease = 0; lease < 2; lease++) {
                try (Connection connection = pool.getConnection()) {
                    assertThat(connection.getAutoCommit()).isFalse();
                    assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
                    assertThat(connection.isReadOnly()).isEqualTo(database.kind() != H2);
                    connection.rollback();
                    connection.setReadOnly(false);
                    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                }
            }
        }
    }

    private static final class Opened implements PoolListener {

        final AtomicInteger count = new AtomicInteger();

        @Override
        public void opened(PoolEvent event) {
            count.incrementAndGet();
        }
    }

    private record State(boolean autoCommit, int isolation, boolean readOnly, int holdability, String catalog) {

        static State of(Connection connection) throws SQLException {
            return new State(
                    connection.getAutoCommit(),
                    connection.getTransactionIsolation(),
                    connection.isReadOnly(),
                    connection.getHoldability(),
                    connection.getCatalog());
        }
    }

    private static LeaseholdDataSourceBuilder one(TestDatabase database) {
        return Pools.of(database).maximumPoolSize(1);
    }

    private static String session(TestDatabase database, Connection connection) throws SQLException {
        return database.sessionId(connection);
    }

    private static String newTable(LeaseholdDataSource pool, TestDatabase database) throws SQLException {
        String table = Pools.unique("t");
        try (Connection connection = pool.getConnection()) {
            run(
                    connection,
                    "CREATE TABLE " + table + " (id INT)"
                            + (database.kind() == MARIADB || database.kind() == CONNECTORJ ? " ENGINE=InnoDB" : ""));
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
        return table;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(Connection connection, String table) throws SQLException {
        return Integer.parseInt(text(connection, "SELECT COUNT(*) FROM " + table));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
