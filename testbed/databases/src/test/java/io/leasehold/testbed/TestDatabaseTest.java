package io.leasehold.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

class TestDatabaseTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @OnEveryDatabase
    void everySessionOfTheUserIsCountedAndNoOther(TestDatabase database) throws SQLException {
        int before = database.countSessions();
        try (Connection one = database.connect();
                Connection two = database.connect()) {
            assertThat(database.countSessions()).isEqualTo(before + 2);
            assertThat(database.sessions())
                    .extracting(DatabaseSession::id)
                    .contains(database.sessionId(one), database.sessionId(two));
        }
        Await.until(() -> database.countSessions() == before);
    }

    @OnEveryDatabase
    void aKilledSessionIsGoneAndItsConnectionDead(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            String id = database.sessionId(connection);

            database.killSession(id);

            Await.until(() -> database.sessions().stream()
                    .noneMatch(session -> session.id().equals(id)));
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> database.sessionId(connection));
        }
    }

    @OnEveryDatabase
    void killingASessionThatIsGoneDoesNothing(TestDatabase database) throws SQLException {
        Connection connection = database.connect();
        String id = database.sessionId(connection);
        connection.close();
        Await.until(() ->
                database.sessions().stream().noneMatch(session -> session.id().equals(id)));

        database.killSession(id);
        database.cancelStatement(id);

        try (Connection another = database.connect()) {
            assertThat(another.isValid(5)).isTrue();
        }
    }

    @OnEveryDatabase
    void aRunningStatementIsSeenAndCancelledAndTheSessionStays(TestDatabase database) throws Exception {
        try (Connection connection = database.connect()) {
            String id = database.sessionId(connection);
            CompletableFuture<SQLException> outcome = CompletableFuture.supplyAsync(() -> sleep(database, connection));
            Await.until(() -> isExecuting(database, id));

            long begin = System.nanoTime();
            database.cancelStatement(id);

            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> {
                throw outcome.get();
            });
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(50));
            assertThat(database.sessionId(connection)).isEqualTo(id);
        }
    }

    private static boolean isExecuting(TestDatabase database, String id) {
        return database.sessions().stream().anyMatch(session -> session.id().equals(id) && session.executing());
    }

    private static SQLException sleep(TestDatabase database, Connection connection) {
        return catchThrowableOfType(SQLException.class, () -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(database.sleepStatement(LONG));
            }
        });
    }

    @OnEveryDatabase
    void aWrongPasswordIsRefused(TestDatabase database) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> java.sql.DriverManager.getConnection(database.jdbcUrl(), database.user(), "wrong"));
    }
}
