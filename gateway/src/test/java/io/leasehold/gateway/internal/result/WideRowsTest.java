package io.leasehold.gateway.internal.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.internal.sql.BackendKind;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What a real driver holds of rows that are wide. */
class WideRowsTest {

    private static final long MB = 1L << 20;

    private static final int NARROW = 3_000;
    private static final int WIDE = 100;

    /** PostgreSQL's driver counts what each fetch brings, and fails beyond its own limit: none of these brings more. */
    @Test
    void wideRowsBehindNarrowOnesComeByTheMegabytesThatThereAre() throws SQLException {
        TestDatabase database = Databases.postgres();
        FetchLimits limits = new FetchLimits(8 * MB, 8 * MB);
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("maxResultBuffer", Long.toString(limits.bytes()));
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), properties);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(limits.firstRows());
            try (ResultSet rows = statement.executeQuery("SELECT repeat('x', CASE WHEN n > " + NARROW
                    + " THEN 250000 ELSE 10 END) FROM generate_series(1, " + (NARROW + WIDE) + ") n")) {
                assertThat(count(RowReaders.of(rows, BackendKind.POSTGRESQL, limits)))
                        .isEqualTo(NARROW + WIDE);
            }
        }
    }

    private static int count(RowReader reader) throws SQLException {
        int count = 0;
        RowBatch batch = reader.read(2_000, MB);
        while (!batch.isEmpty()) {
            count += batch.rows();
            batch = reader.read(2_000, MB);
        }
        return count;
    }

    /** What cannot be wide is fetched as fast as may be, and what can be as if it were, on each backend and by its driver's own words. */
    @OnEveryDatabase(only = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void aRowIsAsWideAsItsColumnsAreDeclared(TestDatabase database) throws SQLException {
        boolean isPostgres = database.kind() == DatabaseKind.POSTGRESQL;
        String text = isPostgres ? "TEXT" : database.kind() == DatabaseKind.H2 ? "CLOB" : "LONGTEXT";
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE widths (id BIGINT, name VARCHAR(20), price DECIMAL(12, 2),"
                    + " sold TIMESTAMP NULL, paid BOOLEAN, note " + text + ")");
            assertThat(widest(statement, "id, name, price, sold, paid")).isLessThan(500);
            assertThat(widest(statement, "name")).isGreaterThanOrEqualTo(80);
            assertThat(widest(statement, "id, note")).isGreaterThan(MB);
            if (isPostgres) {
                assertThat(widest(statement, "CAST(price AS NUMERIC)")).isGreaterThan(MB);
                assertThat(widest(statement, "CAST(name AS VARCHAR)")).isGreaterThan(MB);
                assertThat(widest(statement, "CAST(name AS BYTEA)")).isGreaterThan(MB);
                assertThat(widest(statement, "ARRAY[id]")).isGreaterThan(MB);
                assertThat(widest(statement, "CAST(name AS JSON)")).isGreaterThan(MB);
                assertThat(widest(statement, "gen_random_uuid()")).isLessThan(100);
            }
        }
    }

    private static long widest(Statement statement, String columns) throws SQLException {
        long widest = 0;
        try (ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM widths WHERE 1 = 0")) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                widest += JdbcColumn.of(rows.getMetaData(), i).widest();
            }
        }
        return widest;
    }
}
