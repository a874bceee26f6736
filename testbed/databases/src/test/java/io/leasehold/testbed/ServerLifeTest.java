package io.leasehold.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

class ServerLifeTest {

    @OnEveryDatabase(except = DatabaseKind.CONNECTORJ)
    void aStoppedServerRefusesAndComesBackWithItsData(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            recreate(connection, "kept");
            database.stop();

            assertThat(database.isRunning()).isFalse();
            assertThatExceptionOfType(SQLException.class).isThrownBy(database::connect);
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> count(connection, "kept"));
        } finally {
            database.start();
        }
        try (Connection connection = database.connect()) {
            assertThat(count(connection, "kept")).isZero();
        }
    }

    @OnEveryDatabase(except = DatabaseKind.CONNECTORJ)
    void aCrashedServerEndsItsSessionsAndStartsAgainOnItsPort(TestDatabase database) throws SQLException {
        int port = database.port();
        try (Connection connection = database.connect()) {
            database.crash();

            assertThat(database.isRunning()).isFalse();
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> database.sessionId(connection));
        } finally {
            database.start();
        }
        assertThat(database.port()).isEqualTo(port);
        assertThat(database.countSessions()).isZero();
        try (Connection connection = database.connect()) {
            assertThat(database.countSessions()).isEqualTo(1);
        }
    }

    @OnEveryDatabase(except = DatabaseKind.CONNECTORJ)
    void aFrozenServerAnswersNothingUntilItIsThawed(TestDatabase database) throws Exception {
        try (Connection connection = database.connect()) {
            CompletableFuture<String> answer;
            database.freeze();
            try {
                answer = CompletableFuture.supplyAsync(() -> ask(database, connection));
                assertThatExceptionOfType(TimeoutException.class)
                        .isThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS));
            } finally {
                database.thaw();
            }
            assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(database.sessionId(connection));
        }
    }

    private static String ask(TestDatabase database, Connection connection) {
        try {
            return database.sessionId(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @OnEveryDatabase(except = {DatabaseKind.H2, DatabaseKind.HSQLDB})
    void aFullServerRefusesTheNextSessionAndServesTheOthers(TestDatabase database) throws SQLException {
        try (Connection first = database.connect()) {
            database.limitSessions(1);
            try {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(database::connect)
                        .matches(TestDatabaseErrors::saysFull, "says that the server is full");
                assertThat(first.isValid(5)).isTrue();
            } finally {
                database.unlimitSessions();
            }
            database.connect().close();
        }
    }

    @OnEveryDatabase(only = DatabaseKind.H2)
    void aServerOfOnesOwnIsApartFromTheSharedOne(TestDatabase shared) throws SQLException {
        TestDatabase own = Databases.launch(shared.kind());
        try (own;
                Connection connection = own.connect()) {
            assertThat(own.port()).isNotEqualTo(shared.port());
            assertThat(own.countSessions()).isEqualTo(1);
            assertThat(shared.countSessions()).isZero();
        }
        assertThat(own.isRunning()).isFalse();
        assertThat(shared.isRunning()).isTrue();
    }

    private static void recreate(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + table);
            statement.execute("CREATE TABLE " + table + " (id INT)");
        }
    }

    private static int count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            result.next();
            return result.getInt(1);
        }
    }
}
