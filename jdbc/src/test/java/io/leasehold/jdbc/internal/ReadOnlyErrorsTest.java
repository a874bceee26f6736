package io.leasehold.jdbc.internal;

import static io.leasehold.spi.Verdict.KEEP;
import static io.leasehold.spi.Verdict.RETIRE_AND_SUSPECT_SIBLINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.jdbc.internal.dialect.Dialects;
import io.leasehold.jdbc.internal.errors.ErrorClassifier;
import io.leasehold.spi.Verdict;
import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a failover to a read-only server. */
class ReadOnlyErrorsTest {

    private final Failovers failovers = new Failovers();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--read-only| true",
                "--super-read-only| true",
                "--read_only=NO_LOCK| true",
                "--innodb-read-only-compressed| false",
                "--secure-file-priv| false",
                "--skip-grant-tables| false"
            })
    void onlyAnOptionThatSaysReadOnlyIsAFailover(String option, boolean failover) {
        SQLException error = option(option);
        assertThat(verdict(error, false)).isEqualTo(failover ? RETIRE_AND_SUSPECT_SIBLINGS : KEEP);
        assertThat(failovers.met()).isEqualTo(failover ? 1 : 0);
    }

    @Test
    void aStatementThatADriverRepeatsBehindTheMessageIsNotRead() {
        SQLException error = new SQLException(
                "(conn=7) The MariaDB server is running with the --secure-file-priv option so it cannot execute this"
                        + " statement\nQuery is: SELECT 1 --read-only",
                "HY000",
                1290);
        assertThat(verdict(error, false)).isEqualTo(KEEP);
    }

    @Test
    void a1290ThatNamesNoOptionIsTakenForTheWorse() {
        assertThat(verdict(new SQLException(null, "HY000", 1290), false)).isEqualTo(RETIRE_AND_SUSPECT_SIBLINGS);
    }

    @Test
    void aFailoverIsSeenWhereverItHangs() {
        SQLException next = new SQLException("batch");
        next.setNextException(option("--read-only"));
        verdict(next, false);
        verdict(new BatchUpdateException("batch", new int[0], option("--read-only")), false);
        verdict(new SQLException("wrapped", new RuntimeException(new SQLException("mode", "HY000", 1836))), false);
        assertThat(failovers.met()).isEqualTo(3);
    }

    @Test
    void whoMeantToReadOnlyMeetsNoFailoverWhereverItHangs() {
        assertThat(verdict(new SQLException("wrapped", option("--read-only")), true))
                .isEqualTo(KEEP);
        assertThat(failovers.met()).isZero();
    }

    @Test
    void whoMeantToReadOnlyStillLosesAConnectionThatIsGone() {
        SQLException error = new SQLException("gone", "08S01", option("--read-only"));
        assertThat(verdict(error, true)).isEqualTo(RETIRE_AND_SUSPECT_SIBLINGS);
    }

    @Test
    void aTransactionThatWasBegunReadOnlyIsNoFailoverBesideSomethingElse() {
        SQLException error = new SQLException("gone", "08S01", new SQLException("own", "25006", 1792));
        assertThat(verdict(error, false)).isEqualTo(RETIRE_AND_SUSPECT_SIBLINGS);
        assertThat(failovers.met()).isZero();
    }

    private Verdict verdict(SQLException error, boolean readOnly) {
        ErrorClassifier errors = new ErrorClassifier(Dialects.byProduct("MySQL").errors(), null);
        Connection connection = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> readOnly);
        return failovers.watching(errors, connection).verdictOn(error);
    }

    private static SQLException option(String option) {
        return new SQLException(
                "The MySQL server is running with the " + option + " option so it cannot execute this statement",
                "HY000",
                1290);
    }
}
