package io.leasehold.jdbc.internal.errors;

import static io.leasehold.spi.Verdict.KEEP;
import static io.leasehold.spi.Verdict.RETIRE;
import static io.leasehold.spi.Verdict.RETIRE_AND_SUSPECT_SIBLINGS;
import static io.leasehold.spi.Verdict.RETIRE_ON_RETURN;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.jdbc.internal.dialect.Dialect;
import io.leasehold.jdbc.internal.dialect.Dialects;
import io.leasehold.spi.Verdict;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What errors mean for their connection. */
class ErrorClassifierTest {

    private static final List<String> PRODUCTS = List.of(
            "PostgreSQL",
            "MariaDB",
            "MySQL",
            "H2",
            "HSQL Database Engine",
            "Oracle",
            "Microsoft SQL Server",
            "DB2/LINUXX8664",
            "Apache Hive",
            "Something Else");

    @ParameterizedTest
    @CsvSource({
        "08000, RETIRE_AND_SUSPECT_SIBLINGS",
        "08003, RETIRE_AND_SUSPECT_SIBLINGS",
        "08006, RETIRE_AND_SUSPECT_SIBLINGS",
        "08S01, RETIRE_AND_SUSPECT_SIBLINGS",
        "57014, RETIRE_ON_RETURN",
        "0A000, KEEP",
        "23505, KEEP",
        "40001, KEEP",
        "42601, KEEP",
        "22003, KEEP",
        "28000, KEEP",
        "HYT00, KEEP"
    })
    void aStateOfTheStandardMeansTheSameEverywhere(String state, Verdict verdict) {
        for (String product : PRODUCTS) {
            if (!(product.contains("SQL Server") && state.equals("HYT00"))) {
                assertThat(on(product, new SQLException("x", state)))
                        .as(product)
                        .isEqualTo(verdict);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PostgreSQL, 57P01, 0, RETIRE_AND_SUSPECT_SIBLINGS",
        "PostgreSQL, 57P03, 0, RETIRE_AND_SUSPECT_SIBLINGS",
        "PostgreSQL, 25006, 0, RETIRE_AND_SUSPECT_SIBLINGS",
        "PostgreSQL, 25P03, 0, RETIRE",
        "PostgreSQL, 57P05, 0, RETIRE",
        "PostgreSQL, 08P01, 0, RETIRE",
        "PostgreSQL, 25P02, 0, KEEP",
        "MySQL, HY000, 1290, RETIRE_AND_SUSPECT_SIBLINGS",
        "MySQL, HY000, 1836, RETIRE_AND_SUSPECT_SIBLINGS",
        "MySQL, 25006, 1792, KEEP",
        "MySQL, HY000, 2013, RETIRE_AND_SUSPECT_SIBLINGS",
        "MySQL, HY000, 4031, RETIRE",
        "MySQL, HY000, 1205, KEEP",
        "MySQL, 40001, 1213, KEEP",
        "MariaDB, 70100, 1927, RETIRE",
        "MariaDB, 70100, 1317, RETIRE_ON_RETURN",
        "MariaDB, 70100, 1969, RETIRE_ON_RETURN",
        "H2, 90067, 90067, RETIRE_AND_SUSPECT_SIBLINGS",
        "H2, 90098, 90098, RETIRE_AND_SUSPECT_SIBLINGS",
        "H2, HYT00, 50200, KEEP",
        "H2, HY000, 50000, RETIRE_AND_SUSPECT_SIBLINGS",
        "HSQL Database Engine, 08503, -1353, RETIRE_AND_SUSPECT_SIBLINGS",
        "HSQL Database Engine, 40502, -4872, RETIRE_ON_RETURN",
        "Oracle, 66000, 28, RETIRE",
        "Oracle, 72000, 1013, RETIRE_ON_RETURN",
        "Oracle, 66000, 3113, RETIRE_AND_SUSPECT_SIBLINGS",
        "Oracle, 99999, 17002, RETIRE_AND_SUSPECT_SIBLINGS",
        "Oracle, 72000, 16000, RETIRE_AND_SUSPECT_SIBLINGS",
        "Oracle, 23000, 1, KEEP",
        "Microsoft SQL Server, S0001, 3906, RETIRE_AND_SUSPECT_SIBLINGS",
        "Microsoft SQL Server, HY008, 0, RETIRE_ON_RETURN",
        "Microsoft SQL Server, S0001, 1205, KEEP",
        "DB2/LINUXX8664, 57016, -4499, RETIRE_AND_SUSPECT_SIBLINGS",
        "DB2/LINUXX8664, 57014, -952, RETIRE_ON_RETURN",
        "DB2/LINUXX8664, 40001, -911, KEEP"
    })
    void aCodeMeansWhatItsDatabaseSays(String product, String state, int code, Verdict verdict) {
        assertThat(on(product, new SQLException("x", state, code))).isEqualTo(verdict);
    }

    /** As they come from Hive, Kyuubi, Impala and the gateway, with whatever state and code. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid SessionHandle: SessionHandle [5b1f7dbd-0d5d-4f86-a2b9-0a6a1cf0a8e4]",
                "org.apache.kyuubi.KyuubiSQLException: Invalid SessionHandle [5b1f7dbd-0d5d-4f86-a2b9-0a6a1cf0a8e4]",
                "Invalid session id: f44d3ad1ae2d0a3a:c4e6a4dc6eaa6e9d",
                "Client session expired due to more than 60s of inactivity (last activity was at: 2026-11-20 10:00:00).",
                "Session is closed",
                "Session has been closed, ignoring query.",
                "Invalid SessionHandle: the session was idle for 1 h"
            })
    void aSessionThatItsServerHasEndedIsKnownByItsText(String message) {
        for (String product : List.of("Apache Hive", "Impala", "Apache Kyuubi", "Spark SQL via Kyuubi")) {
            assertThat(on(product, new SQLException(message, "HY000", 0))).isEqualTo(RETIRE_AND_SUSPECT_SIBLINGS);
            assertThat(on(product, new SQLException(message))).isEqualTo(RETIRE_AND_SUSPECT_SIBLINGS);
        }
        assertThat(on("Something Else", new SQLException(message, "HY000", 0))).isEqualTo(KEEP);
        assertThat(Dialects.byHint("jdbc:hive2://host:10000/default").errors().verdictOn(new SQLException(message)))
                .isEqualTo(RETIRE_AND_SUSPECT_SIBLINGS);
    }

    @Test
    void anOperationThatIsGoneSaysNothingOfItsSession() {
        assertThat(on("Apache Hive", new SQLException("Invalid OperationHandle: [...]", "HY000", 0)))
                .isEqualTo(KEEP);
    }

    @Test
    void aTypeMeansWhatJavaSays() {
        assertThat(generic(new SQLRecoverableException("x"))).isEqualTo(RETIRE_AND_SUSPECT_SIBLINGS);
        assertThat(generic(new SQLNonTransientConnectionException("x"))).isEqualTo(RETIRE_AND_SUSPECT_SIBLINGS);
        assertThat(generic(new SQLTimeoutException("x"))).isEqualTo(RETIRE_ON_RETURN);
        assertThat(generic(new SQLFeatureNotSupportedException("x"))).isEqualTo(KEEP);
        assertThat(generic(new AbstractMethodError("x"))).isEqualTo(KEEP);
        assertThat(generic(new IllegalArgumentException("x"))).isEqualTo(KEEP);
        assertThat(generic(new IllegalStateException("x"))).isEqualTo(RETIRE_ON_RETURN);
        assertThat(generic(new OutOfMemoryError("x"))).isEqualTo(RETIRE);
    }

    @Test
    void theNetworkIsSeenThroughAnyNumberOfCauses() {
        assertThat(generic(new SQLException("x", "HY000", new IOException(new SocketException("reset")))))
                .isEqualTo(RETIRE_AND_SUSPECT_SIBLINGS);
        assertThat(generic(new SQLException("x", new SocketTimeoutException()))).isEqualTo(RETIRE_AND_SUSPECT_SIBLINGS);
        assertThat(generic(new SQLException("x", new EOFException()))).isEqualTo(RETIRE_AND_SUSPECT_SIBLINGS);
        assertThat(generic(new SQLException("x", new ClosedByInterruptException())))
                .isEqualTo(RETIRE);
        assertThat(generic(new SQLException("x", new IOException("the application's own stream broke"))))
                .isEqualTo(RETIRE_ON_RETURN);
    }

    @Test
    void theWorstOfTheWholeChainCounts() {
        BatchUpdateException batch = new BatchUpdateException("batch", "23505", new int[0]);
        batch.setNextException(new SQLException("first", "23505"));
        batch.setNextException(new SQLException("gone", "08006"));

        assertThat(generic(batch)).isEqualTo(RETIRE_AND_SUSPECT_SIBLINGS);
    }

    @Test
    void aChainThatBitesItsTailIsReadOnce() {
        SQLException first = new SQLException("first", "23505");
        SQLException second = new SQLException("second", "23505", first);
        first.setNextException(second);

        assertThat(generic(second)).isEqualTo(KEEP);
    }

    @Test
    void aChainWithoutEndIsBounded() {
        SQLException head = new SQLException("0", "23505");
        for (int i = 1; i < 100_000; i++) {
            head = new SQLException("next", "23505", head);
        }

        assertThat(generic(head)).isEqualTo(KEEP);
    }

    @Test
    void theApplicationHasTheLastWordInBothDirections() {
        ErrorClassifier lenient =
                new ErrorClassifier(Dialects.generic().errors(), error -> error.getErrorCode() == 7 ? KEEP : null);
        assertThat(lenient.verdictOn(new SQLException("x", "08006", 7))).isEqualTo(KEEP);
        assertThat(lenient.verdictOn(new SQLException("x", "08006", 8))).isEqualTo(RETIRE_AND_SUSPECT_SIBLINGS);

        ErrorClassifier strict = new ErrorClassifier(Dialects.generic().errors(), error -> RETIRE);
        assertThat(strict.verdictOn(new SQLException("x", "HY000", 1105))).isEqualTo(RETIRE);
    }

    @ParameterizedTest
    @CsvSource({
        "PostgreSQL, 53300, 0",
        "MySQL, 08004, 1040",
        "MariaDB, 42000, 1203",
        "MySQL, 42000, 1226",
        "Oracle, 66000, 18",
        "Oracle, 61000, 20",
        "Oracle, 66000, 12516",
        "Oracle, 66000, 12519",
        "Oracle, 66000, 12520",
        "Microsoft SQL Server, S0001, 10928",
        "DB2/LINUXX8664, 57030, -1040"
    })
    void aServerWithoutRoomIsKnown(String product, String state, int code) {
        Dialect dialect = Dialects.byProduct(product);

        assertThat(dialect.errors().saysServerFull(new RuntimeException(new SQLException("x", state, code))))
                .isTrue();
        assertThat(dialect.errors().saysServerFull(new SQLException("x", "28000", 1045)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h/d, PostgreSQL", "jdbc:mariadb://h/d, MariaDB or MySQL",
                "jdbc:mysql://h/d, MariaDB or MySQL",
        "jdbc:h2:mem:mysql, H2", "jdbc:hsqldb:mem:oracle, HSQLDB", "jdbc:oracle:thin:@h, Oracle",
        "jdbc:sqlserver://h, SQL Server", "jdbc:db2://h, Db2", "org.postgresql.ds.PGSimpleDataSource, PostgreSQL",
        "org.h2.jdbcx.JdbcDataSource, H2"
    })
    void aDatabaseIsKnownByItsUrlOrItsClass(String hint, String name) {
        assertThat(Dialects.byHint(hint)).isNotNull().extracting(Dialect::name).isEqualTo(name);
    }

    @Test
    void aDatabaseThatIsNotKnownIsAskedForItsName() {
        assertThat(Dialects.byHint("jdbc:p6spy:postgresql")).isNull();
        assertThat(Dialects.byProduct("PostgreSQL").name()).isEqualTo("PostgreSQL");
        assertThat(Dialects.byProduct(null)).isSameAs(Dialects.generic());
    }

    private static Verdict generic(Throwable error) {
        return on("Something Else", error);
    }

    private static Verdict on(String product, Throwable error) {
        return new ErrorClassifier(Dialects.byProduct(product).errors(), null).verdictOn(error);
    }
}
