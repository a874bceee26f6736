package io.leasehold.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.RetireReason;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** P7: ending a lease ends what was made from it, newest first. */
class P7ChildrenJdbcTest {

    private final HandleFixture fixture = new HandleFixture();
    private final List<Object> closed = new ArrayList<>();

    @AfterEach
    void closePool() {
        fixture.close();
    }

    @Test
    void endingTheLeaseClosesStatementsAndResultSetsNewestFirst() throws SQLException {
        ConnectionHandle connection = fixture.acquire();
        Statement first = connection.createStatement();
        PreparedStatement second = connection.prepareStatement("select 1");
        ResultSet ofFirst = first.executeQuery("select 1");
        ResultSet ofSecond = second.executeQuery();
        ResultSet keys = second.getGeneratedKeys();
        ResultSet catalogs = connection.getMetaData().getCatalogs();
        recordCloses();
        connection.close();
        assertThat(closed)
                .containsExactly(raw(catalogs), raw(keys), raw(ofSecond), raw(second), raw(ofFirst), raw(first));
    }

    @Test
    void whatItsHolderClosedIsNotClosedAgain() throws SQLException {
        ConnectionHandle connection = fixture.acquire();
        Statement first = connection.createStatement();
        Statement second = connection.createStatement();
        Statement third = connection.createStatement();
        ResultSet result = second.executeQuery("select 1");
        result.close();
        second.close();
        second.close();
        recordCloses();
        connection.close();
        assertThat(closed).containsExactly(raw(third), raw(first));
    }

    @Test
    void closingAStatementClosesItsResultSetsFirst() throws SQLException {
        try (ConnectionHandle connection = fixture.acquire()) {
            Statement statement = connection.createStatement();
            ResultSet older = statement.executeQuery("select 1");
            ResultSet newer = statement.getGeneratedKeys();
            recordCloses();
            statement.close();
            assertThat(closed).containsExactly(raw(newer), raw(older), raw(statement));
        }
    }

    @Test
    void aStatementThatTheDriverClosedOnCompletionIsLetGoOf() throws SQLException {
        ConnectionHandle connection = fixture.acquire();
        Statement completed = connection.createStatement();
        completed.closeOnCompletion();
        ResultSet result = completed.executeQuery("select 1");
        Statement open = connection.createStatement();
        fixture.driver.closed.add(raw(completed));
        result.close();
        recordCloses();
        connection.close();
        assertThat(closed).containsExactly(raw(open));
    }

    @Test
    void aStatementIsClosedEvenIfItsResultSetCannotBe() throws SQLException {
        try (ConnectionHandle connection = fixture.acquire()) {
            Statement statement = connection.createStatement();
            ResultSet result = statement.executeQuery("select 1");
            fixture.driver.onCall = (target, method) -> {
                closed.add(target);
                if (target instanceof ResultSet) {
                    throw new SQLException("cannot close");
                }
            };
            assertThatThrownBy(statement::close).hasMessage("cannot close");
            assertThat(closed).containsExactly(raw(result), raw(statement));
            fixture.driver.onCall = (target, method) -> {};
        }
    }

    @Test
    void aStatementIsClosedEvenIfClosingItsResultSetsFailsInTheDriversOwnWay() throws SQLException {
        try (ConnectionHandle connection = fixture.acquire()) {
            Statement statement = connection.createStatement();
            ResultSet result = statement.executeQuery("select 1");
            ResultSet keys = statement.getGeneratedKeys();
            fixture.driver.onCall = (target, method) -> {
                closed.add(target);
                if (target instanceof ResultSet) {
                    throw new IllegalStateException("bug in the driver");
                }
            };
            assertThatThrownBy(statement::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("bug in the driver");
            assertThat(closed).containsExactly(raw(keys), raw(result), raw(statement));
            fixture.driver.onCall = (target, method) -> {};
        }
    }

    @Test
    void aStatementThatCannotBeClosedDestroysTheConnection() throws Exception {
        ConnectionHandle connection = fixture.acquire();
        connection.createStatement();
        fixture.driver.onCall = (target, method) -> {
            throw new SQLException("cannot close");
        };
        connection.close();
        assertThat(fixture.awaitRetired().reason()).isEqualTo(RetireReason.RESET_FAILED);
    }

    @Test
    void whatOtherThreadsMadeEndsAsWell() throws Exception {
        ConnectionHandle connection = fixture.acquire();
        Statement own = connection.createStatement();
        Statement others =
                CompletableFuture.supplyAsync(() -> statementOf(connection)).get(60, TimeUnit.SECONDS);
        recordCloses();
        connection.close();
        assertThat(closed).containsExactlyInAnyOrder(raw(own), raw(others));
    }

    @Test
    void manyStatementsClosedInAnyOrderLeaveNothingBehind() throws SQLException {
        ConnectionHandle connection = fixture.acquire();
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            statements.add(connection.createStatement());
        }
        for (int i : new int[] {0, 9, 4, 5, 3, 1, 8, 7}) {
            statements.get(i).close();
        }
        recordCloses();
        connection.close();
        assertThat(closed).containsExactly(raw(statements.get(6)), raw(statements.get(2)));
    }

    private static Statement statementOf(ConnectionHandle connection) {
        try {
            return connection.createStatement();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void recordCloses() {
        fixture.driver.onCall = (target, method) -> {
            if (method.getName().equals("close")) {
                closed.add(target);
            }
        };
    }

    private static Object raw(Object handle) {
        return handle instanceof ResultSetHandle result ? result.delegate : ((FencedStatement) handle).delegate;
    }
}
