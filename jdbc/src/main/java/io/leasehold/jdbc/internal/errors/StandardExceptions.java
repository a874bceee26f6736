package io.leasehold.jdbc.internal.errors;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exception classes of java.sql, the most special first, and how to make one that is like another. Pure functions. */
final class StandardExceptions {

    /** SQL standard: the client was unable to establish the connection. */
    private static final String UNABLE_TO_CONNECT = "08001";

    private static final List<Form> FORMS = List.of(
            new Form(SQLTransientConnectionException.class, SQLTransientConnectionException::new),
            new Form(SQLTransactionRollbackException.class, SQLTransactionRollbackException::new),
            new Form(SQLTimeoutException.class, SQLTimeoutException::new),
            new Form(SQLTransientException.class, SQLTransientException::new),
            new Form(SQLNonTransientConnectionException.class, SQLNonTransientConnectionException::new),
            new Form(SQLInvalidAuthorizationSpecException.class, SQLInvalidAuthorizationSpecException::new),
            new Form(SQLSyntaxErrorException.class, SQLSyntaxErrorException::new),
            new Form(SQLDataException.class, SQLDataException::new),
            new Form(SQLIntegrityConstraintViolationException.class, SQLIntegrityConstraintViolationException::new),
            new Form(SQLFeatureNotSupportedException.class, SQLFeatureNotSupportedException::new),
            new Form(SQLNonTransientException.class, SQLNonTransientException::new),
            new Form(SQLRecoverableException.class, SQLRecoverableException::new));

    private StandardExceptions() {}

    /** For an acquire that failed since opening fails: of the class and state of the driver's exception, which is the cause. */
    static SQLException cannotOpen(@Nullable String message, @Nullable Throwable cause) {
        SQLException driver = firstSqlException(cause);
        if (driver == null) {
            return new SQLNonTransientConnectionException(message, UNABLE_TO_CONNECT, cause);
        }
        String state = driver.getSQLState() == null ? UNABLE_TO_CONNECT : driver.getSQLState();
        Maker maker = makerOf(driver);
        return (maker == null ? (Maker) SQLNonTransientConnectionException::new : maker)
                .make(message, state, driver.getErrorCode(), cause);
    }

    /** One of the same standard class, with another message. */
    static SQLException like(SQLException original, @Nullable String message, @Nullable Throwable cause) {
        Maker maker = makerOf(original);
        return (maker == null ? (Maker) SQLException::new : maker)
                .make(message, original.getSQLState(), original.getErrorCode(), cause);
    }

    private static @Nullable Maker makerOf(SQLException original) {
        return FORMS.stream()
                .filter(form -> form.type.isInstance(original))
                .map(form -> form.maker)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable SQLException firstSqlException(@Nullable Throwable error) {
        int depth = 0;
        for (Throwable at = error; at != null && depth < ErrorChain.LONGEST; at = at.getCause(), depth++) {
            if (at instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }

    private record Form(Class<? extends SQLException> type, Maker maker) {}

    private interface Maker {

        SQLException make(@Nullable String message, @Nullable String state, int vendorCode, @Nullable Throwable cause);
    }
}
