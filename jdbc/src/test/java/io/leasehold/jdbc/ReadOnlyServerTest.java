package io.leasehold.jdbc;

import static io.leasehold.testbed.DatabaseKind.CONNECTORJ;
import static io.leasehold.testbed.DatabaseKind.MARIADB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.jdbc.internal.errors.ReadOnlyErrors;
import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** What a real server and its drivers say when it has become read-only. */
class ReadOnlyServerTest {

    @OnEveryDatabase(only = {MARIADB, CONNECTORJ})
    void whatTheServerSaysIsRead(TestDatabase database) throws Exception {
        try (Connection admin = DriverManager.getConnection(database.jdbcUrl(), "testbed", database.password());
                LeaseholdDataSource pool = Pools.of(database).maximumPoolSize(1).build();
                Connection connection = pool.getConnection()) {
            run(admin, "SET GLOBAL read_only = ON");
            try {
                SQLException told = refused(connection, "CREATE TABLE never (n INT)");
                assertThat(told.getErrorCode()).as(told.getMessage()).isEqualTo(1290);
                assertThat(told.getMessage()).containsPattern(" --read[-_]only\\b");
                assertThat(ReadOnlyErrors.in(told)).isTrue();
                assertThat(connection.isClosed()).isTrue();
            } finally {
                run(admin, "SET GLOBAL read_only = OFF");
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static SQLException refused(Connection connection, String sql) {
        return catchThrowableOfType(SQLException.class, () -> run(connection, sql));
    }
}
