package io.leasehold.jdbc.internal;

import io.leasehold.jdbc.internal.errors.PoolSqlException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a connection off and makes sure of it: H2 2.5, for one, has an abort that does nothing. Where the driver leaves the
 * connection open, what runs is cancelled, so that a close can get through. Stateless; runs on workers.
 */
final class VerifiedAbort {

    private VerifiedAbort() {}

    /** Returns once the connection is closed; it may take as long as the driver's close does. */
    static void abort(Connection connection, List<Statement> open) throws SQLException {
        SQLException failure = null;
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            failure = e;
        } catch (RuntimeException | LinkageError e) {
            failure = new PoolSqlException(
                    "abort failed in " + connection.getClass().getName(), e);
        }
        if (failure == null && connection.isClosed()) {
            return;
        }
        for (Statement statement : open) {
            cancel(statement, failure);
        }
        connection.close();
        if (!connection.isClosed()) {
            throw new PoolSqlException(
                    "The driver's connection, a " + connection.getClass().getName() + ", cannot be cut off.", failure);
        }
    }

    private static void cancel(Statement statement, @Nullable SQLException failure) {
        try {
            statement.cancel();
        } catch (SQLException | RuntimeException e) {
            // Closing may still succeed; if it does not, this belongs to the story.
            if (failure != null) {
                failure.addSuppressed(e);
            }
        }
    }
}
