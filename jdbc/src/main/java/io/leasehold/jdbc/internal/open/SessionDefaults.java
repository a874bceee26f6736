package io.leasehold.jdbc.internal.open;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * How each connection is at the start of a lease, as configured; null leaves it as the driver has it. Immutable.
 */
public record SessionDefaults(
        boolean autoCommit,
        @Nullable Boolean readOnly,
        @Nullable Integer isolation,
        @Nullable String catalog,
        @Nullable String schema,
        @Nullable String initSql) {

    /** Nothing configured but auto-commit. */
    public static SessionDefaults untouched(boolean autoCommit) {
        return new SessionDefaults(autoCommit, null, null, null, null, null);
    }

    /** Applies them to a new connection, which is in auto-commit mode afterwards: nothing of init SQL is rolled back later. */
    public void applyTo(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
        applyAgainTo(connection);
    }

    /** Switches auto-commit off if that is how leases start: once all else is set, and nothing is read any more. */
    public void applyModeTo(Connection connection) throws SQLException {
        if (!autoCommit) {
            connection.setAutoCommit(false);
        }
    }

    /**
     * Applies what the database may have forgotten, in auto-commit mode. Read-only is switched over once, since a driver may
     * believe that nothing is to be done.
     */
    public void applyAgainTo(Connection connection) throws SQLException {
        if (catalog != null) {
            connection.setCatalog(catalog);
        }
        if (schema != null) {
            connection.setSchema(schema);
        }
        if (isolation != null) {
            connection.setTransactionIsolation(isolation);
        }
        if (initSql != null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(initSql);
            }
        }
        if (readOnly != null) {
            if (connection.isReadOnly() == readOnly && readOnly) {
                connection.setReadOnly(false);
            }
            connection.setReadOnly(readOnly);
        }
    }
}
