package io.leasehold.jdbc;

import static io.leasehold.testbed.DatabaseKind.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

/** A large object that pgjdbc writes as soon as it is a statement's parameter, by a holder who never runs the statement. */
class LargeObjectParameterTest {

    private static final byte[] BYTES = {1, 2, 3};

    private interface Binding {

        void bind(PreparedStatement statement) throws SQLException;
    }

    @OnEveryDatabase(only = POSTGRESQL)
    void itIsNotCommittedByTheReturn(TestDatabase database) throws Exception {
        assertRolledBack(database, true, statement -> statement.setBlob(1, stream(), BYTES.length));
        assertRolledBack(database, true, statement -> statement.setObject(1, stream(), Types.BLOB));
    }

    @OnEveryDatabase(only = POSTGRESQL)
    void itIsNotCommittedByTheNextHolder(TestDatabase database) throws Exception {
        assertRolledBack(database, false, statement -> statement.setBlob(1, stream(), BYTES.length));
        assertRolledBack(database, false, statement -> statement.setObject(1, stream(), Types.BLOB));
    }

    private static void assertRolledBack(TestDatabase database, boolean autoCommit, Binding binding) throws Exception {
        try (LeaseholdDataSource pool = Pools.of(database)
                        .maximumPoolSize(1)
                        .autoCommit(autoCommit)
                        .build();
                Connection onlooker = database.connect()) {
            String before = largeObjects(onlooker);
            try (Connection connection = pool.getConnection()) {
                if (autoCommit) {
                    connection.setAutoCommit(false);
                }
                try (PreparedStatement statement = connection.prepareStatement("SELECT ?::oid")) {
                    binding.bind(statement);
                }
            }
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
                if (!connection.getAutoCommit()) {
                    connection.commit();
                }
            }
            assertThat(largeObjects(onlooker)).isEqualTo(before);
        }
    }

    private static ByteArrayInputStream stream() {
        return new ByteArrayInputStream(BYTES);
    }

    private static String largeObjects(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM pg_largeobject_metadata")) {
            row.next();
            return row.getString(1);
        }
    }
}
