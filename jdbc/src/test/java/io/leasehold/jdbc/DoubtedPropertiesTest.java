package io.leasehold.jdbc;

import static io.leasehold.testbed.DatabaseKind.CONNECTORJ;
import static io.leasehold.testbed.DatabaseKind.H2;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Properties that may have been changed and were not, as where a driver's own object was given out, and those with more to them than JDBC tells. */
class DoubtedPropertiesTest {

    private static final String PATH = "public,pg_catalog";

    private final RecordingDriver driver = new RecordingDriver();

    @OnEveryDatabase(only = POSTGRESQL)
    void theWholeSearchPathOutlivesALeaseThatHadTheDriversOwnObject(TestDatabase database) throws Exception {
        for (SessionReset reset : new SessionReset[] {SessionReset.JDBC, SessionReset.FULL}) {
            try (LeaseholdDataSource pool = onPath(database).sessionReset(reset).build()) {
                String session;
                try (Connection connection = pool.getConnection()) {
                    session = database.sessionId(connection);
                    connection.unwrap(Pools.driversType(database));
                }
                try (Connection connection = pool.getConnection()) {
                    assertThat(database.sessionId(connection)).isEqualTo(session);
                    assertThat(text(connection, "SHOW search_path")).isEqualTo(PATH);
                }
            }
        }
    }

    @OnEveryDatabase(only = POSTGRESQL)
    void theWholeSearchPathIsPutBackWhereTheSchemaWasSet(TestDatabase database) throws Exception {
        for (SessionReset reset : new SessionReset[] {SessionReset.JDBC, SessionReset.FULL}) {
            try (LeaseholdDataSource pool = onPath(database).sessionReset(reset).build()) {
                try (Connection connection = pool.getConnection()) {
                    connection.setSchema("information_schema");
                    assertThat(connection.getSchema()).isEqualTo("information_schema");
                }
                try (Connection connection = pool.getConnection()) {
                    assertThat(text(connection, "SHOW search_path")).isEqualTo(PATH);
                }
            }
        }
    }

    @OnEveryDatabase(only = POSTGRESQL)
    void aConfiguredSchemaKeepsItsNameLetterByLetter(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool =
                Pools.of(database).maximumPoolSize(1).schema("Mixed \"Case\"").build()) {
            String path;
            try (Connection connection = pool.getConnection()) {
                path = text(connection, "SHOW search_path");
                connection.setSchema("public");
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(text(connection, "SHOW search_path")).isEqualTo(path).contains("Mixed \"\"Case\"\"");
            }
        }
    }

    @OnEveryDatabase(only = {POSTGRESQL, MARIADB, CONNECTORJ})
    void afterAFullResetAConnectionThatAnotherThreadReturnedIsLentOnAsItWas(TestDatabase database) throws Exception {
        LeaseholdDataSourceBuilder settings = database.kind() == POSTGRESQL ? onPath(database) : one(database);
        try (LeaseholdDataSource pool = settings.sessionReset(SessionReset.FULL).build()) {
            closeElsewhere(pool.getConnection());
            String session;
            Connection connection = pool.getConnection();
            session = database.sessionId(connection);
            closeElsewhere(connection);
            try (Connection next = pool.getConnection()) {
                assertThat(database.sessionId(next)).isEqualTo(session);
                if (database.kind() == POSTGRESQL) {
                    assertThat(text(next, "SHOW search_path")).isEqualTo(PATH);
                }
            }
        }
    }

    /** Not H2, where SQL knows no isolation of one transaction alone. */
    @OnEveryDatabase(except = H2)
    void theIsolationOfOneTransactionIsNotTakenForTheSessions(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database).autoCommit(false).build()) {
            int before;
            try (Connection connection = pool.getConnection()) {
                before = connection.getTransactionIsolation();
                connection.rollback();
                run(connection, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
                swallow(() -> connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
            }
            try (Connection connection = pool.getConnection()) {
                run(connection, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
                connection.unwrap(Pools.driversType(database));
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getTransactionIsolation()).isEqualTo(before);
            }
        }
    }

    /** What it was before is read without a transaction being begun, in which a new one would be for later. */
    @OnEveryDatabase
    void theFirstIsolationThatIsSetIsThatOfTheTransactionItIsSetFor(TestDatabase database) throws Exception {
        for (boolean autoCommit : new boolean[] {false, true}) {
            try (LeaseholdDataSource pool = one(database).autoCommit(autoCommit).build();
                    Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            }
        }
    }

    /** The driver gives what its setter was given last, whatever SQL has made of it on the driver's own object. */
    @Test
    void anIsolationThatTheDriverMayNotHaveSeenChangeIsPutBack() throws Exception {
        try (LeaseholdDataSource pool = recorded().build()) {
            unwrap(pool);
            assertThat(driver.calls).contains("setTransactionIsolation(2)");
            pool.getConnection().close();
            assertThat(driver.calls).containsOnlyOnce("open()");
        }
    }

    @Test
    void anIsolationThatTheDriverCannotSetCostsNoConnection() throws Exception {
        driver.unsupported.add("setTransactionIsolation");
        try (LeaseholdDataSource pool = recorded().build()) {
            unwrap(pool);
            pool.getConnection().close();
            assertThat(driver.calls).containsOnlyOnce("open()").doesNotContain("close()");
        }
    }

    @Test
    void whereThereAreNoTransactionsNoIsolationIsSet() throws Exception {
        try (LeaseholdDataSource pool = recorded()
                .connectionCustomizer(connection -> connection.setTransactionIsolation(Connection.TRANSACTION_NONE))
                .build()) {
            driver.calls.clear();
            unwrap(pool);
            assertThat(driver.calls).noneMatch(call -> call.startsWith("setTransactionIsolation"));
        }
    }

    /** A lease whose holder has the driver's own object, and may do with it what nobody sees. */
    private static void unwrap(LeaseholdDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.unwrap(Runnable.class);
        }
    }

    private LeaseholdDataSourceBuilder recorded() {
        return LeaseholdDataSource.builder().dataSource(driver.dataSource()).maximumPoolSize(1);
    }

    @OnEveryDatabase(only = POSTGRESQL)
    void readingWhatAPropertyIsBeginsNoTransaction(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database).autoCommit(false).build();
                Connection connection = pool.getConnection()) {
            connection.unwrap(Pools.driversType(database));
            assertThatCode(() -> connection.setReadOnly(true)).doesNotThrowAnyException();
        }
    }

    @OnEveryDatabase(only = POSTGRESQL)
    void readingWhatAPropertyIsEndsNoTransaction(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database).autoCommit(false).build();
                Connection connection = pool.getConnection()) {
            run(connection, "CREATE TEMPORARY TABLE kept (id INT)");
            connection.unwrap(Pools.driversType(database));
            connection.commit();
            assertThat(text(connection, "SELECT COUNT(*) FROM kept")).isEqualTo("0");
        }
    }

    @OnEveryDatabase(only = POSTGRESQL)
    void aConnectionThatIsResetInFullIsOpenedWithoutATransaction(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database)
                        .autoCommit(false)
                        .sessionReset(SessionReset.FULL)
                        .build();
                Connection connection = pool.getConnection()) {
            assertThatCode(() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE))
                    .doesNotThrowAnyException();
        }
    }

    @OnEveryDatabase
    void whatADriverRefusesToSetCostsNoConnection(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = one(database).build()) {
            String session;
            try (Connection connection = pool.getConnection()) {
                session = database.sessionId(connection);
                swallow(() -> connection.setTypeMap(Map.of("dirt", String.class)));
                swallow(() -> connection.setNetworkTimeout(Runnable::run, 12_345));
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(database.sessionId(connection)).isEqualTo(session);
                assertThat(String.valueOf(connection.getTypeMap())).doesNotContain("dirt");
                assertThat(connection.getNetworkTimeout()).isNotEqualTo(12_345);
            }
        }
    }

    @OnEveryDatabase(only = {MARIADB, CONNECTORJ})
    void aCatalogThatWasSetWhereThereWasNoneIsNotTheNextHolders(TestDatabase database) throws Exception {
        String url = database.jdbcUrl().replace("/" + database.user(), "/");
        for (SessionReset reset : new SessionReset[] {SessionReset.JDBC, SessionReset.FULL}) {
            try (LeaseholdDataSource pool =
                    one(database).jdbcUrl(url).sessionReset(reset).build()) {
                try (Connection connection = pool.getConnection()) {
                    assertThat(text(connection, "SELECT DATABASE()")).isNull();
                    connection.setCatalog("information_schema");
                }
                try (Connection connection = pool.getConnection()) {
                    assertThat(text(connection, "SELECT DATABASE()")).isNull();
                }
            }
        }
    }

    @OnEveryDatabase(only = {MARIADB, CONNECTORJ})
    void whereThereIsNoCatalogAFullResetCostsNoConnection(TestDatabase database) throws Exception {
        String url = database.jdbcUrl().replace("/" + database.user(), "/");
        try (LeaseholdDataSource pool =
                one(database).jdbcUrl(url).sessionReset(SessionReset.FULL).build()) {
            String session;
            try (Connection connection = pool.getConnection()) {
                session = database.sessionId(connection);
                run(connection, "SET @dirt = 9");
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(database.sessionId(connection)).isEqualTo(session);
                run(connection, "USE information_schema");
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(text(connection, "SELECT DATABASE()")).isNull();
            }
        }
    }

    private interface Change {

        void make() throws SQLException;
    }

    private static void swallow(Change change) {
        try {
            change.make();
        } catch (SQLException e) {
            return; // Some drivers have no such property, others do.
        }
    }

    private static void closeElsewhere(Connection connection) {
        CompletableFuture.runAsync(
                        () -> {
                            try {
                                connection.close();
                            } catch (SQLException e) {
                                throw new CompletionException(e);
                            }
                        },
                        task -> new Thread(task).start())
                .join();
    }

    private static LeaseholdDataSourceBuilder one(TestDatabase database) {
        return Pools.of(database).maximumPoolSize(1);
    }

    private static LeaseholdDataSourceBuilder onPath(TestDatabase database) {
        return one(database).jdbcUrl(database.jdbcUrl() + "?currentSchema=" + PATH);
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
