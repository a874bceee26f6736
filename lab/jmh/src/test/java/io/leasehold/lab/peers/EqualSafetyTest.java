package io.leasehold.lab.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.h2.jdbc.JdbcPreparedStatement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That those who are compared at equal safety have it, each as it is configured there, on a real driver. */
class EqualSafetyTest {
    private static final Backend H2 = new Backend("jdbc:h2:mem:equal-safety", "org.h2.Driver", "sa", "");

    private Connection outside;

    static List<PoolContestant> all() {
        return Contestants.equallySafe(true);
    }

    static Stream<PoolContestant> thatReset() {
        return all().stream().filter(contestant -> !contestant.lacks().contains("resets nothing"));
    }

    static Stream<PoolContestant> thatTrack() {
        return all().stream().filter(contestant -> !contestant.lacks().contains("statements"));
    }

    static Stream<PoolContestant> thatDoNotTrack() {
        return all().stream().filter(contestant -> contestant.lacks().contains("statements"));
    }

    @BeforeEach
    void create() throws SQLException {
        outside = DriverManager.getConnection(H2.url(), H2.user(), H2.password());
        try (Statement statement = outside.createStatement()) {
            statement.execute("create table account (id int)");
        }
    }

    @AfterEach
    void drop() throws SQLException {
        outside.close();
    }

    private static OpenPool ofOne(PoolContestant contestant) throws SQLException {
        return contestant.open(Shape.of(1, H2)).filled(1);
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatWasNotCommittedIsRolledBackOnReturn(PoolContestant contestant) throws Exception {
        try (OpenPool pool = ofOne(contestant)) {
            try (Connection connection = pool.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                assertThat(connection.getAutoCommit()).isFalse();
                statement.execute("insert into account values (1)");
            }
            try (Statement statement = outside.createStatement();
                    ResultSet rows = statement.executeQuery("select count(*) from account")) {
                rows.next();
                assertThat(rows.getInt(1)).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("thatReset")
    void theSessionIsResetOnReturn(PoolContestant contestant) throws Exception {
        try (OpenPool pool = ofOne(contestant)) {
            int usual;
            try (Connection connection = pool.dataSource().getConnection()) {
                usual = connection.getTransactionIsolation();
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                connection.setAutoCommit(true);
            }
            try (Connection connection = pool.dataSource().getConnection()) {
                assertThat(connection.getTransactionIsolation()).isEqualTo(usual);
                assertThat(connection.getAutoCommit()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("thatTrack")
    void openStatementsAreClosedOnReturn(PoolContestant contestant) throws Exception {
        try (OpenPool pool = ofOne(contestant)) {
            JdbcPreparedStatement ofTheDriver;
            try (Connection connection = pool.dataSource().getConnection()) {
                PreparedStatement left = connection.prepareStatement("select 1");
                ofTheDriver = left.unwrap(JdbcPreparedStatement.class);
            }
            assertThat(ofTheDriver.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("thatDoNotTrack")
    void whatItLacksItReallyLacks(PoolContestant contestant) throws Exception {
        try (OpenPool pool = ofOne(contestant)) {
            PreparedStatement left;
            try (Connection connection = pool.dataSource().getConnection()) {
                left = connection.prepareStatement("select 1").unwrap(JdbcPreparedStatement.class);
            }
            assertThat(left.isClosed()).isFalse();
        }
    }
}
