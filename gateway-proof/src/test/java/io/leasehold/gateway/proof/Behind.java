package io.leasehold.gateway.proof;

import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.DatabaseSession;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A real database behind the gateway, and what of SQL differs from one to the other. Safe for any thread. */
enum Behind {
    H2(DatabaseKind.H2, "PUBLIC"),
    POSTGRESQL(DatabaseKind.POSTGRESQL, "public"),
    MARIADB(DatabaseKind.MARIADB, "app");

    /** Nobody could take its end for a result. */
    static final Duration LONG = Duration.ofSeconds(600);

    private static final int LOCK_SECONDS = 5;

    private final DatabaseKind kind;
    private final String schema;

    Behind(DatabaseKind kind, String schema) {
        this.kind = kind;
        this.schema = schema;
    }

    TestDatabase server() {
        return Databases.of(kind);
    }

    /** As clients name it. */
    String database() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A database of an url that has a schema in it, which the gateway has to ask the server for. */
    String databaseWithSchema() {
        return database() + "." + schema;
    }

    String longStatement() {
        return server().sleepStatement(LONG);
    }

    /** The long statements that the server itself says it is executing. */
    List<DatabaseSession> running() {
        return server().sessions().stream()
                .filter(DatabaseSession::executing)
                .filter(session -> String.valueOf(session.statement())
                        .toLowerCase(Locale.ROOT)
                        .contains("sleep"))
                .toList();
    }

    /** All that the server says it is executing for the gateway or for tests. */
    List<DatabaseSession> executing() {
        return server().sessions().stream().filter(DatabaseSession::executing).toList();
    }

    /** Numbers from 1 on, one a row. */
    String numbers(int count) {
        return switch (this) {
            case H2 -> "SELECT X FROM SYSTEM_RANGE(1, " + count + ")";
            case POSTGRESQL -> "SELECT x FROM generate_series(1, " + count + ") x";
            case MARIADB -> "SELECT seq FROM seq_1_to_" + count;
        };
    }

    /** Names of tables are in upper case on H2. */
    String stored(String name) {
        return this == H2 ? name.toUpperCase(Locale.ROOT) : name;
    }

    /** Done by the server's own user, past the gateway, waiting at most 5 s for locks. */
    void sql(String... statements) throws SQLException {
        try (Connection connection = server().connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(LOCK_SECONDS);
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    String value(String sql) throws SQLException {
        try (Connection connection = server().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
