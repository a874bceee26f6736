package io.leasehold.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.session.OnDisconnect;
import io.leasehold.testbed.hiveclients.ClientKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same incident from the client's side: a pool of its own over Hive's driver, whose sessions the server ends. What has ended is known
 * at its next check or error, destroyed, and lent to nobody again.
 */
class PoolOverDriverTest {

    /** Longer than a busy machine takes from one use to the next. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    @ParameterizedTest
    @CsvSource({"HIVE_JDBC, NOSASL", "KYUUBI, NOSASL", "HIVE_JDBC, HTTP", "KYUUBI, PLAIN"})
    void aSessionThatEndedWhileItWasIdleIsNotLent(ClientKind kind, Door door) throws Exception {
        try (Front front = Front.behind(door, OnDisconnect.endAtOnce(), IDLE);
                DriverAlone driver = new DriverAlone(kind, front.url("h2"));
                LeaseholdDataSource pool = pool(driver)) {
            asks(pool);
            asks(pool);
            assertThat(driver.opened()).as("it is used again").isOne();
            front.until("the server has ended the session", () -> front.sessions() == 0);
            asks(pool);
            assertThat(driver.opened()).as("it was found dead and replaced").isEqualTo(2);
            assertThat(pool.snapshot().total()).isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({"HIVE_JDBC, NOSASL", "KYUUBI, NOSASL", "HIVE_JDBC, HTTP", "KYUUBI, PLAIN"})
    void aSessionThatEndsWhileItIsLentIsDestroyedAtItsNextError(ClientKind kind, Door door) throws Exception {
        try (Front front = Front.behind(door, OnDisconnect.endAtOnce(), IDLE);
                DriverAlone driver = new DriverAlone(kind, front.url("postgresql"));
                LeaseholdDataSource pool = pool(driver)) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThat(statement.execute("SELECT 1")).isTrue();
                front.until("the server has ended the session", () -> front.sessions() == 0);
                assertThatThrownBy(() -> statement.execute("SELECT 2"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("Invalid SessionHandle");
                assertThat(connection.isClosed())
                        .as("its lease ended with the error")
                        .isTrue();
            }
            asks(pool);
            assertThat(driver.opened()).as("it was replaced").isEqualTo(2);
            assertThat(front.sessions()).isOne();
        }
    }

    private static LeaseholdDataSource pool(DriverAlone driver) {
        return LeaseholdDataSource.builder()
                .dataSource(driver)
                .maximumPoolSize(1)
                // Else what has just been returned is lent without a look.
                .aliveBypass(Duration.ZERO)
                .build();
    }

    private static void asks(LeaseholdDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 3")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(3);
        }
    }
}
