package io.leasehold.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.leasehold.RetireReason;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A lease that left nothing but warnings is returned without a reset. */
class ShortReturnTest {

    private final HandleFixture fixture = new HandleFixture();

    @AfterEach
    void closePool() {
        fixture.close();
    }

    @Test
    void warningsAreClearedOnReturnWithoutAReset() throws SQLException {
        try (ConnectionHandle connection = fixture.acquire()) {
            connection.createStatement().execute("select 1");
            fixture.driver.calls.clear();
        }
        assertThat(fixture.driver.calls).contains("Connection.clearWarnings");
        assertThat(fixture.resets).isEmpty();
        try (ConnectionHandle next = fixture.acquire()) {
            assertThat(next.physical.dirty()).isZero();
            fixture.driver.calls.clear();
        }
        assertThat(fixture.driver.calls).isEmpty();
    }

    @Test
    void aTransactionThatWasCommittedLeavesNothingToReset() throws SQLException {
        try (HandleFixture manual = manual()) {
            try (ConnectionHandle connection = manual.acquire()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("update t set a = 1");
                }
                connection.commit();
                manual.driver.calls.clear();
            }
            assertThat(manual.driver.calls).containsExactly("Connection.clearWarnings");
            assertThat(manual.resets).isEmpty();
        }
    }

    @Test
    void whatBeganAfterTheCommitIsReset() throws SQLException {
        try (HandleFixture manual = manual()) {
            try (ConnectionHandle connection = manual.acquire();
                    Statement statement = connection.createStatement()) {
                statement.execute("update t set a = 1");
                connection.commit();
                statement.execute("update t set a = 2");
            }
            assertThat(manual.resets).hasSize(1);
        }
    }

    @Test
    void aCommittedTransactionInWhichAnotherThreadTookPartIsReset() throws Exception {
        try (HandleFixture manual = manual()) {
            try (ConnectionHandle connection = manual.acquire()) {
                Thread other = new Thread(
                        () -> assertThatCode(() -> connection.createStatement().execute("update t set a = 1"))
                                .doesNotThrowAnyException());
                other.start();
                other.join();
                connection.commit();
            }
            assertThat(manual.resets).hasSize(1);
        }
    }

    private static HandleFixture manual() {
        return new HandleFixture(false, builder -> builder);
    }

    @Test
    void whatMoreWasChangedIsReset() throws SQLException {
        try (ConnectionHandle connection = fixture.acquire()) {
            connection.createStatement().execute("select 1");
            connection.setReadOnly(true);
        }
        try (ConnectionHandle connection = fixture.acquire()) {
            connection.createStatement().execute("set a = 1");
        }
        assertThat(fixture.resets).hasSize(2);
    }

    @Test
    void whereTheSessionIsResetFullyEveryUseIsFollowedByIt() throws SQLException {
        try (HandleFixture full = HandleFixture.resettingFully()) {
            try (ConnectionHandle connection = full.acquire()) {
                connection.createStatement().execute("select 1");
            }
            assertThat(full.resets).hasSize(1);
        }
    }

    static List<Throwable> failures() {
        return List.of(new SQLException("cannot clear"), new IllegalStateException(), new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void warningsThatCannotBeClearedDestroyTheConnectionAndCloseDoesNotThrow(Throwable failure) throws Exception {
        ConnectionHandle connection = fixture.acquire();
        connection.createStatement().execute("select 1");
        fixture.driver.onCall = (target, method) -> {
            if (method.getName().equals("clearWarnings")) {
                throw failure;
            }
        };
        connection.close();
        assertThat(fixture.awaitRetired().reason()).isEqualTo(RetireReason.UNKNOWN_STATE);
    }

    @Test
    void anotherThreadsCloseDoesNotCallTheDriverForIt() throws Exception {
        ConnectionHandle connection = fixture.acquire();
        connection.createStatement().execute("select 1");
        fixture.driver.calls.clear();
        Thread other = new Thread(() -> assertThatCode(connection::close).doesNotThrowAnyException());
        other.start();
        other.join();
        assertThat(fixture.driver.calls).doesNotContain("Connection.clearWarnings");
        try (ConnectionHandle next = fixture.acquire()) {
            assertThat(next.physical.dirty()).as("reset, or destroyed").isZero();
        }
    }

    @Test
    void aLateCloseClearsNothingOfTheNextHolders() throws SQLException {
        ConnectionHandle first = fixture.acquire();
        first.close();
        try (ConnectionHandle second = fixture.acquire()) {
            second.createStatement().execute("select 1");
            fixture.driver.calls.clear();
            first.close();
            assertThat(fixture.driver.calls).isEmpty();
            assertThat(second.physical.dirty()).isNotZero();
        }
    }
}
