package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Prepares the driver's connections for the application. What it sets holds until it sets something else: what a holder changes is
 * put back to it, and what it left uncommitted is committed, so that no rollback of a holder's undoes it. Called at once for
 * different connections; an error destroys the connection.
 */
@FunctionalInterface
public interface ConnectionCustomizer {

    /**
     * A connection was opened, and all settings but auto-commit have been applied. Bounded by the open timeout, on a worker.
     *
     * @param connection the driver's own, in auto-commit mode whatever is configured
     */
    void opened(Connection connection) throws SQLException;

    /**
     * A connection that is returned was reset with {@link SessionReset#FULL}, which has undone what was set by SQL, and the settings
     * have been applied again. Does what {@link #opened} does, unless it is overridden by what is to be done once or not at all.
     * Bounded by the reset timeout, on the returner's thread.
     *
     * @param connection the driver's own, in auto-commit mode whatever is configured
     */
    default void wasReset(Connection connection) throws SQLException {
        opened(connection);
    }

    /**
     * A connection is about to be lent. Only called if {@link #atEachAcquire()}, bounded by the acquirer's deadline and the
     * validation timeout, on a worker; also called when an idle connection is checked.
     *
     * @param connection the driver's own, in the mode that is configured; in manual mode what this does is committed
     */
    default void acquiring(Connection connection) throws SQLException {}

    /**
     * Whether {@link #acquiring} is to be called at each acquire, which then costs the way over a worker. Read once, when
     * the pool is built.
     */
    default boolean atEachAcquire() {
        return false;
    }
}
