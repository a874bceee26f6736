package io.leasehold.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server whether a connection is alive, bounded by the driver's network timeout where it has one; the pool's own bound
 * holds in any case. Leaves no transaction open. Safe for any thread.
 */
final class LivenessCheck {

    private static final int UNKNOWN = -1;

    private final @Nullable String query;

    /** Set once the driver was found to have no network timeout; a race only asks it again. */
    private volatile boolean unbounded;

    LivenessCheck(@Nullable String query) {
        this.query = query;
    }

    boolean isAlive(Connection connection, Duration timeout) throws SQLException {
        int before = bound(connection, (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis())));
        if (!answers(connection, secondsRoundedUp(timeout))) {
            return false;
        }
        if (before != UNKNOWN) {
            connection.setNetworkTimeout(Runnable::run, before);
        }
        return true;
    }

    /** In manual mode some drivers begin a transaction for an isValid() as well, pgjdbc for one. */
    private boolean answers(Connection connection, int seconds) throws SQLException {
        if (query == null) {
            if (!connection.isValid(seconds)) {
                return false;
            }
        } else {
            try (Statement statement = connection.createStatement()) {
                bound(statement, seconds);
                statement.execute(query);
            }
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return true;
    }

    private static void bound(Statement statement, int seconds) throws SQLException {
        try {
            statement.setQueryTimeout(seconds);
        } catch (SQLFeatureNotSupportedException | UnsupportedOperationException | LinkageError e) {
            return; // As with the network timeout: the pool gives the check up by itself.
        }
    }

    /** The network timeout there was before, or UNKNOWN where there is none to be set. */
    private int bound(Connection connection, int millis) throws SQLException {
        if (unbounded) {
            return UNKNOWN;
        }
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, millis);
            return before;
        } catch (SQLFeatureNotSupportedException | UnsupportedOperationException | LinkageError e) {
            unbounded = true; // Nothing is lost but precision: the pool gives the check up by itself.
            return UNKNOWN;
        }
    }

    private static int secondsRoundedUp(Duration timeout) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, (timeout.toMillis() + 999) / 1000));
    }
}
