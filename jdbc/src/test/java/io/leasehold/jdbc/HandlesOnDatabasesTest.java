package io.leasehold.jdbc;

import static io.leasehold.testbed.DatabaseKind.CONNECTORJ;
import static io.leasehold.testbed.DatabaseKind.H2;
import static io.leasehold.testbed.DatabaseKind.HSQLDB;
import static io.leasehold.testbed.DatabaseKind.MARIADB;
import static io.leasehold.testbed.DatabaseKind.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.testbed.Await;
import io.leasehold.testbed.DatabaseSession;
import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Handles over real drivers: what those do with what they are given, and what they give. */
class HandlesOnDatabasesTest {

    private static final byte[] BYTES = "what a large object holds".getBytes(StandardCharsets.UTF_8);

    @OnEveryDatabase
    void p2WhatEscapedFromALeaseIsRefusedWhileTheNextHolderWorks(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = Pools.of(database).maximumPoolSize(1).build()) {
            ResultSet result;
            ResultSetMetaData columns;
            ResultSet types;
            try (Connection first = pool.getConnection()) {
                result = first.createStatement().executeQuery(select(database, 1));
                columns = result.getMetaData();
                types = first.getMetaData().getTypeInfo();
                assertThat(result.next()).isTrue();
            }
            try (Connection second = pool.getConnection();
                    ResultSet own = second.createStatement().executeQuery(select(database, 2))) {
                assertEnded(result::next);
                assertEnded(() -> result.getInt(1));
                assertEnded(() -> columns.getColumnName(1));
                assertEnded(types::next);
                assertThat(own.next()).isTrue();
                assertThat(own.getInt(1)).isEqualTo(2);
            }
        }
    }

    @OnEveryDatabase
    void whatTheDriverFindsByItsOwnMeansEndsInTheSameHandles(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = Pools.of(database).build();
                Connection connection = pool.getConnection();
                ResultSet types = connection.getMetaData().getTypeInfo();
                PreparedStatement statement = connection.prepareStatement(select(database, 1));
                ResultSet result = statement.executeQuery()) {
            assertThat(result.getStatement()).isSameAs(statement);
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            Statement maker = types.getStatement();
            if (maker != null) {
                assertThat(maker.getConnection()).isSameAs(connection);
            }
        }
    }

    @OnEveryDatabase(except = POSTGRESQL)
    void aBlobGoesBackIntoTheDriverThatMadeIt(TestDatabase database) throws Exception {
        String table = Pools.unique("blobs");
        String type = database.kind() == H2 || database.kind() == HSQLDB ? "blob" : "longblob";
        try (LeaseholdDataSource pool = Pools.of(database).build()) {
            InputStream escaped;
            try (Connection connection = pool.getConnection()) {
                run(connection, "create table " + table + " (id int, b " + type + ")");
                Blob made = connection.createBlob();
                made.setBytes(1, BYTES);
                insert(connection, table, 1, made);
                Blob read = read(connection, table, 1);
                insert(connection, table, 2, read);
                escaped = read(connection, table, 2).getBinaryStream();
                assertThat(read(connection, table, 2).getBinaryStream()).hasBinaryContent(BYTES);
            }
            assertThatThrownBy(escaped::read).isInstanceOf(IOException.class).hasCauseInstanceOf(SQLException.class);
        }
    }

    @OnEveryDatabase(only = POSTGRESQL)
    void aLargeObjectOfPostgresGoesBackIntoTheDriverThatMadeIt(TestDatabase database) throws Exception {
        String table = Pools.unique("blobs");
        try (LeaseholdDataSource pool = Pools.of(database).autoCommit(false).build();
                Connection connection = pool.getConnection()) {
            run(connection, "create table " + table + " (id int, b oid)");
            try (PreparedStatement insert = connection.prepareStatement("insert into " + table + " values (1, ?)")) {
                insert.setBlob(1, new ByteArrayInputStream(BYTES));
                insert.executeUpdate();
            }
            insert(connection, table, 2, read(connection, table, 1));
            assertThat(read(connection, table, 2).getBytes(1, BYTES.length)).isEqualTo(BYTES);
        }
    }

    @OnEveryDatabase
    void aBlobOfOneLeaseIsCopiedIntoAnother(TestDatabase database) throws Exception {
        String table = Pools.unique("copies");
        String type = switch (database.kind()) {
            case H2, HSQLDB -> "blob";
            case POSTGRESQL -> "oid";
            case MARIADB, CONNECTORJ -> "longblob";
        };
        try (LeaseholdDataSource pool = Pools.of(database).autoCommit(false).build();
                Connection from = pool.getConnection();
                Connection to = pool.getConnection()) {
            run(from, "create table " + table + " (id int, b " + type + ")");
            try (PreparedStatement insert = from.prepareStatement("insert into " + table + " values (1, ?)")) {
                insert.setBlob(1, new ByteArrayInputStream(BYTES));
                insert.executeUpdate();
            }
            from.commit();
            insert(to, table, 2, read(from, table, 1));
            assertThat(read(to, table, 2).getBytes(1, BYTES.length)).isEqualTo(BYTES);
            from.rollback();
            to.rollback();
        }
    }

    @OnEveryDatabase(except = POSTGRESQL)
    void aClobGoesBackIntoTheDriverThatMadeIt(TestDatabase database) throws Exception {
        String table = Pools.unique("clobs");
        String type = database.kind() == MARIADB || database.kind() == CONNECTORJ ? "longtext" : "clob";
        try (LeaseholdDataSource pool = Pools.of(database).build();
                Connection connection = pool.getConnection()) {
            run(connection, "create table " + table + " (id int, c " + type + ")");
            Clob made = connection.createClob();
            made.setString(1, "a long text");
            try (PreparedStatement insert = connection.prepareStatement("insert into " + table + " values (1, ?)")) {
                insert.setClob(1, made);
                insert.executeUpdate();
            }
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("select c from " + table)) {
                assertThat(result.next()).isTrue();
                try (Reader reader = result.getClob(1).getCharacterStream()) {
                    char[] chars = new char[20];
                    assertThat(new String(chars, 0, reader.read(chars))).isEqualTo("a long text");
                }
            }
        }
    }

    @OnEveryDatabase(only = {H2, HSQLDB, POSTGRESQL})
    void anArrayGoesBackIntoTheDriverThatMadeIt(TestDatabase database) throws Exception {
        String table = Pools.unique("arrays");
        String type = database.kind() == POSTGRESQL ? "int[]" : "int array";
        try (LeaseholdDataSource pool = Pools.of(database).build();
                Connection connection = pool.getConnection()) {
            run(connection, "create table " + table + " (id int, a " + type + ")");
            Array made = connection.createArrayOf("integer", new Object[] {3, 1, 2});
            insert(connection, table, 1, made);
            insert(connection, table, 2, array(connection, table, 1));
            Array read = array(connection, table, 2);
            assertThat((Object[]) read.getArray()).containsExactly(3, 1, 2);
            try (ResultSet elements = read.getResultSet()) {
                assertThat(elements.next()).isTrue();
                assertThat(elements.getInt(2)).isEqualTo(3);
            }
        }
    }

    @OnEveryDatabase(only = POSTGRESQL)
    void xmlGoesBackIntoTheDriverThatMadeIt(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = Pools.of(database).build();
                Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("select ?")) {
            SQLXML made = connection.createSQLXML();
            made.setString("<a/>");
            statement.setSQLXML(1, made);
            try (ResultSet result = statement.executeQuery()) {
                assertThat(result.next()).isTrue();
                assertThat(result.getSQLXML(1).getString()).isEqualTo("<a/>");
            }
        }
    }

    @OnEveryDatabase(only = POSTGRESQL)
    void p2ACommitThatIsCutOffSaysThatItsOutcomeIsUnknown(TestDatabase database) throws Exception {
        String table = Pools.unique("slow");
        LeaseholdDataSource pool = Pools.of(database).autoCommit(false).build();
        try (Connection connection = pool.getConnection()) {
            run(connection, "create table " + table + " (id int)");
            run(
                    connection,
                    "create function " + table + "_wait() returns trigger language plpgsql as"
                            + " $$ begin perform pg_sleep(60); return null; end $$");
            run(
                    connection,
                    "create constraint trigger " + table + "_late after insert on " + table
                            + " deferrable initially deferred for each row execute function " + table + "_wait()");
            connection.commit();
            run(connection, "insert into " + table + " values (1)");
            Thread closer = new Thread(() -> {
                Await.until(() -> database.sessions().stream().anyMatch(DatabaseSession::executing));
                pool.close();
            });
            closer.start();
            assertThatThrownBy(connection::commit)
                    .isInstanceOf(SQLNonTransientConnectionException.class)
                    .hasMessageContaining("outcome of the commit is unknown")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08007");
            closer.join(Duration.ofSeconds(60).toMillis());
        } finally {
            pool.close();
        }
    }

    private static void assertEnded(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08003");
    }

    private static String select(TestDatabase database, int value) {
        return database.kind() == HSQLDB ? "values (" + value + ")" : "select " + value;
    }

    private static void insert(Connection connection, String table, int id, Object value) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into " + table + " values (?, ?)")) {
            insert.setInt(1, id);
            if (value instanceof Blob blob) {
                insert.setBlob(2, blob);
            } else {
                insert.setArray(2, (Array) value);
            }
            insert.executeUpdate();
        }
    }

    private static Blob read(Connection connection, String table, int id) throws SQLException {
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select b from " + table + " where id = " + id);
        assertThat(result.next()).isTrue();
        return result.getBlob(1);
    }

    private static Array array(Connection connection, String table, int id) throws SQLException {
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select a from " + table + " where id = " + id);
        assertThat(result.next()).isTrue();
        return result.getArray(1);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
