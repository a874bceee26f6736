package io.leasehold.lab.gateway;

import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The rows that are read, and the points that short queries look up. Stateless. */
final class Rows {
    static final String READ_ALL = "SELECT id, name, price, sold, paid FROM measured";
    static final int POINTS = 1_000;

    private Rows() {}

    static void fill(TestDatabase database, int rows) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE measured (id BIGINT NOT NULL, name VARCHAR(20), price DECIMAL(12, 2),"
                    + " sold TIMESTAMP NULL, paid BOOLEAN)");
            statement.execute("INSERT INTO measured " + generated(database.kind(), rows));
            statement.execute("CREATE TABLE points (id INT PRIMARY KEY, name VARCHAR(20))");
            statement.execute("INSERT INTO points SELECT id, name FROM measured WHERE id <= " + POINTS);
            // the first reading of a table may write as well, such as PostgreSQL's hint bits
            statement.execute("SELECT count(paid) FROM measured");
        }
    }

    private static String generated(DatabaseKind kind, int rows) {
        return switch (kind) {
            case POSTGRESQL ->
                "SELECT n, 'customer ' || lpad(n::text, 8, '0'), n * 0.01, timestamp '2024-01-01' + n * interval '1 second',"
                        + " n % 3 = 0 FROM generate_series(1, " + rows + ") n";
            case H2 ->
                "SELECT x, 'customer ' || lpad(x, 8, '0'), x * 0.01, dateadd('SECOND', x, timestamp '2024-01-01 00:00:00'),"
                        + " mod(x, 3) = 0 FROM system_range(1, " + rows + ")";
            case MARIADB ->
                "SELECT seq, concat('customer ', lpad(seq, 8, '0')), seq * 0.01,"
                        + " timestamp '2024-01-01 00:00:00' + interval seq second, seq % 3 = 0 FROM seq_1_to_" + rows;
            default -> throw new IllegalArgumentException("There are no rows for " + kind);
        };
    }
}
