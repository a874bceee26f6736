package io.leasehold.jdbc.internal;

import java.io.IOException;
import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The errors of calls whose lease has ended. Stateless. */
final class EndedErrors {

    /** SQL standard: connection does not exist. */
    static final String ENDED = "08003";

    /** SQL standard: transaction resolution unknown. */
    static final String OUTCOME_UNKNOWN = "08007";

    private EndedErrors() {}

    static SQLException ended(String text, @Nullable Throwable cause) {
        return new SQLNonTransientConnectionException(text, ENDED, cause);
    }

    static SQLException outcomeUnknown(String text, Throwable cause) {
        return new SQLNonTransientConnectionException(
                "The outcome of the commit is unknown, since its lease ended while it ran. " + text,
                OUTCOME_UNKNOWN,
                cause);
    }

    /** Of a statement that commits by itself: in auto-commit, or a COMMIT in SQL. */
    static SQLException changeUnknown(String text, Throwable cause) {
        return new SQLNonTransientConnectionException(
                "The outcome of the statement is unknown, since its lease ended while it ran: it may have been committed"
                        + " or not. " + text,
                OUTCOME_UNKNOWN,
                cause);
    }

    static IOException stream(SQLException ended) {
        return new IOException(ended.getMessage(), ended);
    }

    static SQLClientInfoException clientInfo(SQLException ended) {
        return new SQLClientInfoException(
                ended.getMessage(), ended.getSQLState(), Map.<String, ClientInfoStatus>of(), ended);
    }
}
