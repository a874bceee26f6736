package io.leasehold.drills.dropped;

import io.leasehold.drills.databases.Database;
import io.leasehold.drills.databases.EmbeddedH2;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The database behind the servers of this drill: H2 over TCP, and a user for the server alone, so that all of that user's is the
 * server's doing. Callers take turns.
 */
final class SqlDatabase implements AutoCloseable {

    private static final String USER = "SERVER";

    private final EmbeddedH2 h2 = new EmbeddedH2(0);
    private final Database database = h2.database();
    private final String password = UUID.randomUUID().toString();
    private final Connection observer;

    SqlDatabase() throws SQLException {
        observer = database.connect();
        try (Statement statement = observer.createStatement()) {
            statement.execute("CREATE USER " + USER + " PASSWORD '" + password + "'");
            statement.execute("CREATE TABLE SERVED (N INTEGER)");
            statement.execute("INSERT INTO SERVED VALUES (0)");
            statement.execute("GRANT SELECT, UPDATE ON SERVED TO " + USER);
        }
    }

    String url() {
        return database.address().url().replaceFirst(";.*", "");
    }

    String user() {
        return USER;
    }

    String password() {
        return password;
    }

    String version() {
        return database.version();
    }

    /** A query that goes on for as long, and can be cancelled at any of its rows; known again by the mark. */
    String longStatement(Duration time, String mark) {
        return database.dialect().busy(time).orElseThrow() + " AND '" + mark + "' <> ''";
    }

    /** A short statement that leaves its mark: {@link #served()} counts one more. */
    String shortStatement() {
        return "UPDATE SERVED SET N = N + 1";
    }

    synchronized int served() throws SQLException {
        return Integer.parseInt(rows("SELECT N FROM SERVED").get(0));
    }

    /** How many connections the server has here. */
    synchronized int connections() throws SQLException {
        return rows("SELECT SESSION_ID FROM INFORMATION_SCHEMA.SESSIONS WHERE USER_NAME = '" + USER + "'")
                .size();
    }

    /** The sessions in which the server executes the statement with this mark. */
    synchronized List<String> executing(String mark) throws SQLException {
        return rows("SELECT SESSION_ID FROM INFORMATION_SCHEMA.SESSIONS WHERE USER_NAME = '" + USER
                + "' AND EXECUTING_STATEMENT LIKE '%" + mark + "%'");
    }

    private List<String> rows(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = observer.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    @Override
    public void close() throws SQLException {
        try (h2) {
            observer.close();
        }
    }
}
