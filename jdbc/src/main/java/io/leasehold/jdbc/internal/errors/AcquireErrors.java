package io.leasehold.jdbc.internal.errors;

import io.leasehold.AcquireException;
import io.leasehold.AcquireInterruptedException;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolFullException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;

/**
 * What a failed acquire looks like in JDBC. States that begin with 08L are the implementation's to give, within class 08,
 * connection exception (ISO/IEC 9075-2, SQLSTATE: subclasses that begin with I to Z). Pure functions.
 */
public final class AcquireErrors {

    public static final String FULL = "08L01";
    public static final String INTERRUPTED = "08L02";
    public static final String CLOSED = "08L03";

    private AcquireErrors() {}

    /** The SQLException for an acquire that ended without a lease. */
    public static SQLException of(AcquireException e) {
        if (e instanceof PoolFullException) {
            return new SQLTransientConnectionException(e.getMessage(), FULL, e.getCause());
        }
        if (e instanceof AcquireInterruptedException) {
            return new SQLTransientConnectionException(e.getMessage(), INTERRUPTED, e.getCause());
        }
        if (e instanceof PoolClosedException) {
            return new SQLNonTransientConnectionException(e.getMessage(), CLOSED, e.getCause());
        }
        return StandardExceptions.cannotOpen(e.getMessage(), e.getCause());
    }

    /** For who asks a bean that was closed without ever having built its pool. */
    public static SQLException closedBeforeUse() {
        return new SQLNonTransientConnectionException("this data source was closed before it was used", CLOSED);
    }

    /** For who asks a bean whose pool another thread is starting all the time. */
    public static SQLException stillStarting(String pool, long millis) {
        return StandardExceptions.cannotOpen(
                "pool '" + pool + "': cannot open, no lease within " + millis
                        + " ms; another thread is starting the pool and waits for its first connection",
                null);
    }

    /** For who is interrupted while another thread is starting the pool of a bean. */
    public static SQLException interruptedAtStart(String pool) {
        return new SQLTransientConnectionException(
                "pool '" + pool + "': interrupted while another thread was starting the pool", INTERRUPTED);
    }

    /** For who asks for a connection as somebody else. */
    public static SQLException otherIdentity(String pool) {
        return new SQLInvalidAuthorizationSpecException(
                "pool '" + pool + "' connects as the user it was configured with: call getConnection() without user and"
                        + " password, or build a data source for that user",
                "28000");
    }
}
