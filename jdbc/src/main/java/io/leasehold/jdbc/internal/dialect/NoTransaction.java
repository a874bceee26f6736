package io.leasehold.jdbc.internal.dialect;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.util.List;
import java.util.Locale;

/**
 * Which answers to a ROLLBACK say that no transaction is open: in so many words, or since the database has no such statement, so that
 * SQL cannot have begun a transaction either. Pure functions.
 */
final class NoTransaction {

    /** SQL standard: syntax error or access rule violation. */
    private static final String SYNTAX_ERROR = "42";

    /**
     * SQLite and DuckDB: "cannot rollback - no transaction is active". Hive's ErrorMsg, 20008: "Operation ROLLBACK is not allowed
     * since autoCommit=false and there is no active transaction". Impala and Spark have no ROLLBACK, and not always an SQLState for
     * what they cannot parse.
     */
    private static final List<String> WORDS =
            List.of("no transaction is active", "no active transaction", "parseexception", "syntax error");

    private NoTransaction() {}

    static boolean isSaidBy(SQLException error) {
        if (error instanceof SQLSyntaxErrorException || error instanceof SQLFeatureNotSupportedException) {
            return true;
        }
        String state = error.getSQLState();
        if (state != null && state.startsWith(SYNTAX_ERROR)) {
            return true;
        }
        String text = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(text::contains);
    }
}
