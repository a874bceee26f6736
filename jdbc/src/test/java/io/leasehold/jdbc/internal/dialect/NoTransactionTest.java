package io.leasehold.jdbc.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import org.junit.jupiter.api.Test;

/** What databases answer to a ROLLBACK where there is nothing to roll back. */
class NoTransactionTest {

    @Test
    void thatNoTransactionIsOpenIsUnderstoodInTheWordsOfEachDatabase() {
        assertThat(NoTransaction.isSaidBy(new SQLException(
                        "[SQLITE_ERROR] SQL error or missing database (cannot rollback - no transaction is active)")))
                .isTrue();
        assertThat(NoTransaction.isSaidBy(
                        new SQLException("TransactionContext Error: cannot rollback - no transaction is active")))
                .isTrue();
        assertThat(NoTransaction.isSaidBy(new SQLException(
                        "Error while compiling statement: FAILED: SemanticException [Error 20008]: Operation ROLLBACK is not"
                                + " allowed since autoCommit=false and there is no active transaction",
                        "HY000")))
                .isTrue();
    }

    @Test
    void aDatabaseThatHasNoSuchStatementHasNoTransactionBySql() {
        assertThat(NoTransaction.isSaidBy(new SQLSyntaxErrorException("Encountered \"ROLLBACK\"", "42X01")))
                .isTrue();
        assertThat(NoTransaction.isSaidBy(new SQLException("cannot parse", "42000")))
                .isTrue();
        assertThat(NoTransaction.isSaidBy(
                        new SQLException("ParseException: Syntax error in line 1:undefined", "HY000")))
                .isTrue();
        assertThat(NoTransaction.isSaidBy(new SQLFeatureNotSupportedException("ROLLBACK")))
                .isTrue();
    }

    @Test
    void anythingElseIsNoAnswer() {
        assertThat(NoTransaction.isSaidBy(new SQLException(null, (String) null)))
                .isFalse();
        assertThat(NoTransaction.isSaidBy(new SQLException("connection is lost", "08006")))
                .isFalse();
        assertThat(NoTransaction.isSaidBy(new SQLException("could not serialize", "40001")))
                .isFalse();
    }
}
