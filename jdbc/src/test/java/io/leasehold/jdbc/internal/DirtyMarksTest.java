package io.leasehold.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.internal.PlaceProbe;
import java.io.InputStream;
import java.io.Reader;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a call leaves for the reset to put right. */
class DirtyMarksTest {

    private final HandleFixture fixture = new HandleFixture();

    @AfterEach
    void closePool() {
        fixture.close();
    }

    interface Change {
        void on(Connection connection) throws SQLException;
    }

    @Test
    void everyPropertyThatIsSetIsMarkedBeforeTheDriverIsCalled() throws SQLException {
        assertMarks(PhysicalConnection.DIRTY_AUTO_COMMIT, c -> c.setAutoCommit(false));
        assertMarks(PhysicalConnection.DIRTY_ISOLATION, c -> c.setTransactionIsolation(8));
        assertMarks(PhysicalConnection.DIRTY_READ_ONLY, c -> c.setReadOnly(true));
        assertMarks(PhysicalConnection.DIRTY_CATALOG, c -> c.setCatalog("x"));
        assertMarks(PhysicalConnection.DIRTY_SCHEMA, c -> c.setSchema("x"));
        assertMarks(PhysicalConnection.DIRTY_HOLDABILITY, c -> c.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT));
        assertMarks(PhysicalConnection.DIRTY_NETWORK_TIMEOUT, c -> c.setNetworkTimeout(Runnable::run, 1));
        assertMarks(PhysicalConnection.DIRTY_TYPE_MAP, c -> c.setTypeMap(Map.of()));
        assertMarks(PhysicalConnection.DIRTY_CLIENT_INFO, c -> c.setClientInfo("x", "y"));
        assertMarks(PhysicalConnection.DIRTY_CLIENT_INFO, c -> c.setClientInfo(new Properties()));
        assertMarks(PhysicalConnection.DIRTY_SHARDING_KEY, c -> c.setShardingKey(null));
    }

    private void assertMarks(int bit, Change change) throws SQLException {
        try (ConnectionHandle connection = fixture.acquire()) {
            int[] seen = new int[1];
            assertThat(connection.physical.dirty() & bit).isZero();
            fixture.driver.onCall = (target, method) -> {
                if (method.getName().startsWith("set")) {
                    seen[0] = connection.physical.dirty();
                }
            };
            change.on(connection);
            fixture.driver.onCall = (target, method) -> {};
            assertThat(seen[0] & bit).isEqualTo(bit);
            assertThat(PlaceProbe.asksForReset(connection)).isTrue();
        }
    }

    @Test
    void whatOnlyReadsLocallyAsksForNoReset() throws SQLException {
        try (ConnectionHandle connection = fixture.acquire()) {
            connection.createStatement().close();
            connection.prepareStatement("select 1").setInt(1, 1);
            connection.getMetaData().getURL();
            assertThat(PlaceProbe.asksForReset(connection)).isFalse();
        }
        assertThat(fixture.resets).isEmpty();
    }

    @Test
    void withAutoCommitAStatementOpensNoTransaction() throws SQLException {
        try (ConnectionHandle connection = fixture.acquire()) {
            connection.createStatement().execute("select 1");
            assertThat(transactionMayBeOpen(connection)).isFalse();
            connection.createStatement().execute("begin");
            assertThat(transactionMayBeOpen(connection)).isTrue();
        }
    }

    @Test
    void withoutAutoCommitWhateverRunsMayOpenATransactionUntilItEnds() throws SQLException {
        try (HandleFixture manual = new HandleFixture(false, builder -> builder);
                ConnectionHandle connection = manual.acquire()) {
            PreparedStatement statement = connection.prepareStatement("select 1");
            assertThat(transactionMayBeOpen(connection)).isFalse();
            ResultSet result = statement.executeQuery();
            assertThat(transactionMayBeOpen(connection)).isTrue();
            connection.commit();
            assertThat(transactionMayBeOpen(connection)).isFalse();
            result.next();
            assertThat(transactionMayBeOpen(connection)).isTrue();
            connection.rollback();
            assertThat(transactionMayBeOpen(connection)).isFalse();
            connection.getMetaData().getTables(null, null, null, null);
            assertThat(transactionMayBeOpen(connection)).isTrue();
            connection.rollback(connection.setSavepoint());
            assertThat(transactionMayBeOpen(connection)).isTrue();
            assertThat(PlaceProbe.asksForReset(connection)).isTrue();
        }
    }

    @Test
    void withoutAutoCommitWhatIsAskedOfAPreparedStatementMayOpenATransaction() throws SQLException {
        try (HandleFixture manual = new HandleFixture(false, builder -> builder);
                ConnectionHandle connection = manual.acquire()) {
            PreparedStatement statement = connection.prepareStatement("select 1");
            statement.getMetaData();
            assertThat(transactionMayBeOpen(connection)).isTrue();
            connection.rollback();
            statement.getParameterMetaData();
            assertThat(transactionMayBeOpen(connection)).isTrue();
        }
    }

    @Test
    void withoutAutoCommitALargeObjectForAParameterMayOpenATransaction() throws SQLException {
        List<Binding> bindings = List.of(
                statement -> statement.setBlob(1, InputStream.nullInputStream(), 3),
                statement -> statement.setClob(1, Reader.nullReader()),
                statement -> statement.setNClob(1, Reader.nullReader()),
                statement -> statement.setObject(1, InputStream.nullInputStream(), Types.BLOB),
                statement -> statement.setBlob("x", InputStream.nullInputStream()));
        try (HandleFixture manual = new HandleFixture(false, builder -> builder);
                ConnectionHandle connection = manual.acquire()) {
            CallableStatement statement = connection.prepareCall("insert into t values (?)");
            for (Binding binding : bindings) {
                assertThat(transactionMayBeOpen(connection)).isFalse();
                binding.bind(statement);
                assertThat(transactionMayBeOpen(connection)).isTrue();
                connection.rollback();
            }
        }
    }

    @Test
    void withoutAutoCommitAChangeOfAResultSetMayOpenATransaction() throws SQLException {
        try (HandleFixture manual = new HandleFixture(false, builder -> builder);
                ConnectionHandle connection = manual.acquire()) {
            ResultSet result = connection.createStatement().executeQuery("select 1");
            connection.commit();
            result.moveToInsertRow();
            assertThat(transactionMayBeOpen(connection)).isTrue();
            connection.commit();
            result.updateInt(1, 1);
            assertThat(transactionMayBeOpen(connection)).isTrue();
            connection.rollback();
        }
    }

    private interface Binding {
        void bind(CallableStatement statement) throws SQLException;
    }

    @Test
    void aCommitThatFailsLeavesTheTransactionOpen() throws SQLException {
        try (HandleFixture manual = new HandleFixture(false, builder -> builder);
                ConnectionHandle connection = manual.acquire()) {
            connection.createStatement().execute("select 1");
            manual.driver.onCall = (target, method) -> {
                throw new SQLException("cannot serialize", "40001");
            };
            assertThatThrownBy(connection::commit).hasMessage("cannot serialize");
            assertThat(transactionMayBeOpen(connection)).isTrue();
            manual.driver.onCall = (target, method) -> {};
        }
    }

    @Test
    void aBatchIsOfTheKindOfWhatIsInIt() throws SQLException {
        try (ConnectionHandle connection = fixture.acquire()) {
            Statement statement = connection.createStatement();
            statement.addBatch("begin");
            assertThat(transactionMayBeOpen(connection)).isFalse();
            statement.executeBatch();
            assertThat(transactionMayBeOpen(connection)).isTrue();
        }
    }

    @Test
    void aPreparedStatementIsOfTheKindOfItsText() throws SQLException {
        try (ConnectionHandle connection = fixture.acquire()) {
            connection.prepareStatement("insert into t values (1)").execute();
            assertThat(connection.physical.dirty() & PhysicalConnection.SESSION_STATE)
                    .isZero();
            connection.prepareStatement("set search_path = x").execute();
            assertThat(connection.physical.dirty() & PhysicalConnection.SESSION_STATE)
                    .isNotZero();
        }
    }

    @Test
    void aRollbackThatFailsOnReturnIsThrownByClose() throws Exception {
        fixture.rollbackFailure = new SQLException("cannot roll back");
        ConnectionHandle connection = fixture.acquire();
        connection.setAutoCommit(false);
        assertThatThrownBy(connection::close).isSameAs(fixture.rollbackFailure);
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        fixture.awaitRetired();
    }

    private static boolean transactionMayBeOpen(ConnectionHandle connection) {
        return (connection.physical.dirty() & PhysicalConnection.TRANSACTION_MAY_BE_OPEN) != 0;
    }
}
