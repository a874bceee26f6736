package io.leasehold.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leasehold.RetireReason;
import io.leasehold.spi.Verdict;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P2: what was made from a lease that has ended starts no call, and says how it ended. */
class P2FenceJdbcTest {

    private final HandleFixture fixture = new HandleFixture();
    private final SQLException broken = new SQLException("the socket is closed", "08006");

    @AfterEach
    void closePool() {
        fixture.close();
    }

    @Test
    void anEscapedResultSetCannotReachTheNextHoldersConnection() throws SQLException {
        ResultSet escaped;
        Statement statement;
        try (ConnectionHandle first = fixture.acquire()) {
            statement = first.createStatement();
            escaped = statement.executeQuery("select 1");
        }
        try (ConnectionHandle second = fixture.acquire()) {
            assertThat(second.physical).as("the same connection, lent on").isNotNull();
            fixture.driver.calls.clear();
            assertThatThrownBy(escaped::next).isInstanceOf(SQLNonTransientConnectionException.class);
            assertThatThrownBy(() -> statement.execute("delete from orders"))
                    .isInstanceOf(SQLNonTransientConnectionException.class);
            escaped.close();
            statement.close();
            assertThat(fixture.driver.calls).isEmpty();
        }
    }

    @Test
    void theErrorSaysHowTheLeaseEndedAndWhereItWasAcquired() throws SQLException {
        ConnectionHandle connection = fixture.acquire();
        connection.close();
        assertThatThrownBy(connection::createStatement)
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasMessageContaining("returned")
                .hasMessageContaining("it was acquired at")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08003");
    }

    @Test
    void aCallInsideARevokedLeaseFailsWithTheErrorOfTheEndedLease() throws Exception {
        Statement[] statement = new Statement[1];
        Throwable thrown =
                revokedInside(c -> statement[0] = c.createStatement(), () -> statement[0].execute("select 1"));
        assertThat(thrown)
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasMessageContaining("revoked")
                .hasCause(broken);
        assertThat(((SQLException) thrown).getSQLState()).isEqualTo("08003");
    }

    @Test
    void aCommitInsideARevokedLeaseSaysThatItsOutcomeIsUnknown() throws Exception {
        ConnectionHandle[] connection = new ConnectionHandle[1];
        Throwable thrown = revokedInside(c -> connection[0] = c, () -> connection[0].commit());
        assertThat(thrown)
                .hasMessageContaining("outcome of the commit is unknown")
                .hasCause(broken);
        assertThat(((SQLException) thrown).getSQLState()).isEqualTo("08007");
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert into t values (1)", "commit", "create table t (a int)", "call book()"})
    void aStatementThatMayHaveCommittedInsideARevokedLeaseSaysThatItsOutcomeIsUnknown(String sql) throws Exception {
        Statement[] statement = new Statement[1];
        Throwable thrown = revokedInside(c -> statement[0] = c.createStatement(), () -> statement[0].execute(sql));
        assertThat(thrown)
                .hasMessageStartingWith("The outcome of the statement is unknown")
                .hasMessageContaining("revoked")
                .hasCause(broken);
        assertThat(((SQLException) thrown).getSQLState()).isEqualTo("08007");
    }

    @Test
    void aBatchOfChangesHasAnUnknownOutcomeAsWell() throws Exception {
        Statement[] statement = new Statement[1];
        Throwable ofBatch = revokedInside(
                c -> {
                    statement[0] = c.createStatement();
                    statement[0].addBatch("insert into t values (1)");
                },
                () -> statement[0].executeBatch());
        assertThat(((SQLException) ofBatch).getSQLState()).isEqualTo("08007");
    }

    @Test
    void aChangeInsideATransactionWasNotCommittedAndSaysThatTheLeaseEnded() throws Exception {
        PreparedStatement[] statement = new PreparedStatement[1];
        Throwable thrown = revokedInside(
                c -> {
                    c.setAutoCommit(false);
                    statement[0] = c.prepareStatement("insert into t values (1)");
                },
                () -> statement[0].executeUpdate());
        assertThat(((SQLException) thrown).getSQLState()).isEqualTo("08003");
    }

    @Test
    void aPreparedChangeInAutoCommitHasAnUnknownOutcomeAsWell() throws Exception {
        PreparedStatement[] statement = new PreparedStatement[1];
        Throwable thrown = revokedInside(
                c -> statement[0] = c.prepareStatement("insert into t values (1)"), () -> statement[0].executeUpdate());
        assertThat(((SQLException) thrown).getSQLState()).isEqualTo("08007");
    }

    @Test
    void switchingAutoCommitOnCommitsAndSoMayHaveAnUnknownOutcome() throws Exception {
        ConnectionHandle[] connection = new ConnectionHandle[1];
        Throwable thrown = revokedInside(
                c -> {
                    c.setAutoCommit(false);
                    connection[0] = c;
                },
                () -> connection[0].setAutoCommit(true));
        assertThat(((SQLException) thrown).getSQLState()).isEqualTo("08007");
    }

    @Test
    void aFatalErrorIsToldOnceAsItIsAndEndsTheLease() throws Exception {
        fixture.errors = error -> Verdict.RETIRE;
        ConnectionHandle connection = fixture.acquire();
        Statement statement = connection.createStatement();
        fixture.driver.onCall = (target, method) -> {
            throw broken;
        };
        assertThatThrownBy(() -> statement.execute("select 1")).isSameAs(broken);
        fixture.driver.calls.clear();
        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(() -> statement.execute("select 1"))
                .hasMessageContaining("retired")
                .hasCause(broken)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08003");
        assertThat(fixture.driver.calls).isEmpty();
        assertThat(fixture.awaitRetired().reason()).isEqualTo(RetireReason.BROKEN);
    }

    @Test
    void aFatalErrorInsideANestedCallEndsTheLeaseWithTheOutermost() throws Exception {
        fixture.errors = error -> Verdict.RETIRE;
        ConnectionHandle connection = fixture.acquire();
        Statement statement = connection.createStatement();
        boolean[] closedMeanwhile = new boolean[1];
        fixture.driver.onCall = (target, method) -> {
            if (method.getName().equals("nativeSQL")) {
                throw broken;
            }
            if (method.getName().equals("execute")) {
                assertThatThrownBy(() -> connection.nativeSQL("x")).isSameAs(broken);
                closedMeanwhile[0] = connection.isClosed();
            }
        };
        statement.execute("select 1");
        assertThat(closedMeanwhile[0]).isFalse();
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void anErrorThatThePolicyKeepsLeavesTheLeaseAsItWas() throws Exception {
        ConnectionHandle connection = fixture.acquire();
        PhysicalConnection physical = connection.physical;
        fixture.driver.onCall = (target, method) -> {
            throw new SQLException("no such table", "42P01");
        };
        assertThatThrownBy(() -> connection.nativeSQL("x")).hasMessage("no such table");
        fixture.driver.onCall = (target, method) -> {};
        connection.close();
        try (ConnectionHandle next = fixture.acquire()) {
            assertThat(next.physical).isSameAs(physical);
        }
    }

    @Test
    void abortEndsTheLeaseAndTheConnection() throws Exception {
        ConnectionHandle connection = fixture.acquire();
        connection.abort(Runnable::run);
        assertThat(connection.isClosed()).isTrue();
        assertThat(fixture.awaitRetired().reason()).isEqualTo(RetireReason.BROKEN);
        assertThatThrownBy(() -> connection.abort(null)).isInstanceOf(SQLException.class);
    }

    interface Preparation {
        void on(ConnectionHandle connection) throws SQLException;
    }

    /** What a call throws whose lease is revoked, and then cut off, while it is in the driver. */
    private Throwable revokedInside(Preparation preparation, ThrowingCallable call) throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch cut = new CountDownLatch(1);
        fixture.onAbort = cut::countDown;
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread holder = new Thread(() -> {
            try {
                preparation.on(fixture.acquire());
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            fixture.driver.onCall = (target, method) -> {
                inside.countDown();
                cut.await();
                throw broken;
            };
            thrown.complete(catchThrowable(call));
        });
        holder.start();
        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
        fixture.pool.close();
        return thrown.get(60, TimeUnit.SECONDS);
    }
}
