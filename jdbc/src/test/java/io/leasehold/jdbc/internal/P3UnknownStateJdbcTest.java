package io.leasehold.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.RetireReason;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** P3: after a cancel, a query timeout or an interrupt the holder goes on, and nobody gets the connection after him. */
class P3UnknownStateJdbcTest {

    private final HandleFixture fixture = new HandleFixture();

    @AfterEach
    void closePool() {
        fixture.close();
    }

    @Test
    void aCancelDestroysOnReturn() throws Exception {
        ConnectionHandle connection = fixture.acquire();
        Statement statement = connection.createStatement();
        statement.cancel();
        assertGoesOnAndIsDestroyed(connection, statement);
    }

    @Test
    void aQueryTimeoutDestroysOnReturn() throws Exception {
        ConnectionHandle connection = fixture.acquire();
        Statement statement = connection.createStatement();
        fixture.driver.onCall = (target, method) -> {
            throw new SQLTimeoutException("too slow", "57014");
        };
        assertThatThrownBy(() -> statement.execute("select 1")).hasMessage("too slow");
        assertGoesOnAndIsDestroyed(connection, statement);
    }

    @Test
    void anErrorWhileTheThreadIsInterruptedDestroysOnReturn() throws Exception {
        ConnectionHandle connection = fixture.acquire();
        Statement statement = connection.createStatement();
        fixture.driver.onCall = (target, method) -> {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", "57014");
        };
        assertThatThrownBy(() -> statement.execute("select 1")).hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertGoesOnAndIsDestroyed(connection, statement);
    }

    @Test
    void aConnectionFoundInvalidByItsHolderIsDestroyedOnReturn() throws Exception {
        ConnectionHandle connection = fixture.acquire();
        fixture.driver.onCall = (target, method) -> {
            if (method.getName().equals("isValid")) {
                throw new SQLTimeoutException("no answer");
            }
        };
        assertThatThrownBy(() -> connection.isValid(1)).hasMessage("no answer");
        assertGoesOnAndIsDestroyed(connection, connection.createStatement());
    }

    @Test
    void aPolicyThatFailsItselfDestroysOnReturn() throws Exception {
        ConnectionHandle connection = fixture.acquire();
        Statement statement = connection.createStatement();
        IllegalStateException bug = new IllegalStateException("a bug in the policy");
        fixture.errors = error -> {
            throw bug;
        };
        fixture.driver.onCall = (target, method) -> {
            throw new SQLException("no such table", "42P01");
        };
        assertThatThrownBy(() -> statement.execute("select 1"))
                .hasMessage("no such table")
                .hasSuppressedException(bug);
        assertGoesOnAndIsDestroyed(connection, statement);
    }

    @Test
    void aPolicyThatFailsByAnErrorHidesTheDriversNoMoreThanOneThatThrowsTheDriversAgain() throws Exception {
        SQLException dead = new SQLException("connection is lost", "08006");
        Error bug = new AssertionError("a bug in the policy");
        for (ErrorPolicy policy : List.<ErrorPolicy>of(error -> sneaky(bug), error -> sneaky(error))) {
            fixture.errors = policy;
            ConnectionHandle connection = fixture.acquire();
            Statement statement = connection.createStatement();
            fixture.driver.onCall = (target, method) -> {
                throw dead;
            };
            assertThatThrownBy(() -> statement.execute("select 1")).isSameAs(dead);
            assertGoesOnAndIsDestroyed(connection, statement);
        }
        assertThat(dead.getSuppressed()).containsExactly(bug);
    }

    @SuppressWarnings("unchecked")
    private static <T, E extends Throwable> T sneaky(Throwable error) throws E {
        throw (E) error;
    }

    private void assertGoesOnAndIsDestroyed(ConnectionHandle connection, Statement statement) throws Exception {
        fixture.driver.onCall = (target, method) -> {};
        assertThat(connection.isClosed()).isFalse();
        statement.execute("select 1");
        connection.close();
        assertThat(fixture.awaitRetired().reason()).isEqualTo(RetireReason.UNKNOWN_STATE);
    }
}
