package io.leasehold.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.internal.PlaceProbe;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ways between handles, and out of them to what the driver has. */
class HandleIdentityTest {

    private final HandleFixture fixture = new HandleFixture();
    private final ConnectionHandle connection = fixture.acquire();

    @AfterEach
    void closePool() {
        fixture.close();
    }

    @Test
    void everyWayBackGivesTheSameConnectionHandle() throws SQLException {
        Statement statement = connection.createStatement();
        assertThat(statement.getConnection()).isSameAs(connection);
        assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
        ResultSet result = statement.executeQuery("select 1");
        assertThat(result.getStatement()).isSameAs(statement);
        assertThat(result.getStatement().getConnection()).isSameAs(connection);
    }

    @Test
    void theStatementOfAResultSetThatNoStatementMadeIsTheSameHandleEachTime() throws SQLException {
        ResultSet catalogs = connection.getMetaData().getCatalogs();
        Statement maker = catalogs.getStatement();
        assertThat(maker).isInstanceOf(StatementHandle.class).isSameAs(catalogs.getStatement());
        assertThat(maker.getConnection()).isSameAs(connection);
    }

    @Test
    void oneResultSetOfTheDriverHasOneHandle() throws SQLException {
        ResultSet raw = fixture.driver.object(ResultSet.class);
        StatementHandle statement = (StatementHandle) connection.createStatement();
        ResultSet handle = statement.results(raw);
        assertThat(statement.results(fixture.driver.object(ResultSet.class))).isNotSameAs(handle);
        assertThat(statement.results(raw)).isSameAs(handle);
    }

    @Test
    void anEndedHandleSaysSo() throws SQLException {
        assertThat(connection).asString().doesNotContain("ended");
        connection.close();
        assertThat(connection).asString().endsWith(", ended");
    }

    @Test
    void unwrapToAnInterfaceOfTheHandleGivesTheHandle() throws SQLException {
        Statement statement = connection.createStatement();
        fixture.driver.calls.clear();
        assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
        assertThat(connection.isWrapperFor(Connection.class)).isTrue();
        assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
        assertThat(fixture.driver.calls).isEmpty();
        assertThat(PlaceProbe.isGivenOut(connection)).isFalse();
    }

    @Test
    void unwrapToATypeOfTheDriverGivesItsObjectAndCallsTheLeaseGivenOut() throws SQLException {
        assertThat(connection.isWrapperFor(ScriptedDriver.Own.class)).isTrue();
        assertThat(PlaceProbe.isGivenOut(connection)).isFalse();
        assertThat(connection.unwrap(ScriptedDriver.Own.class)).isSameAs(connection.physical.connection());
        assertThat(PlaceProbe.isGivenOut(connection)).isTrue();
        assertThat(PlaceProbe.asksForReset(connection)).isTrue();
        assertThat(connection.physical.dirty() & PhysicalConnection.RAW_GIVEN_OUT)
                .isNotZero();
    }

    @Test
    void unwrapOfAStatementGivesTheLeaseOutAsWell() throws SQLException {
        Statement statement = connection.createStatement();
        assertThat(statement.unwrap(ScriptedDriver.Own.class)).isNotNull();
        assertThat(PlaceProbe.isGivenOut(connection)).isTrue();
    }

    @Test
    void unwrapAfterTheEndGivesNothingOfTheDrivers() throws SQLException {
        connection.close();
        assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
        assertThatThrownBy(() -> connection.unwrap(ScriptedDriver.Own.class)).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @EnumSource
    void textHashAndEqualityNeverAskTheDriver(HandleKind kind) {
        Object handle = kind.from(connection);
        Object other = kind.from(connection);
        fixture.driver.calls.clear();
        assertThat(handle.toString()).isNotBlank();
        assertThat(handle.hashCode()).isEqualTo(System.identityHashCode(handle));
        assertThat(handle.equals(other)).isEqualTo(handle == other);
        assertThat(fixture.driver.calls).isEmpty();
    }

    @Test
    void closingReturnsTheLeaseOnceAndNeverClosesTheDriversConnection() throws SQLException {
        connection.close();
        connection.close();
        assertThat(fixture.driver.calls).doesNotContain("Connection.close");
        assertThat(fixture.pool.snapshot().idle()).isEqualTo(1);
    }
}
