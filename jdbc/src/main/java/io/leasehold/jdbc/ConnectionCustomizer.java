package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Prepares the driver's connections for the application. Called on workers, several at once for different connections;
 * an error destroys the connection.
 */
@FunctionalInterface
public interface ConnectionCustomizer {

    /**
     * A connection was opened, and all settings have been applied. Bounded by the open timeout.
     *
     * @param connection the driver's own, in auto-commit mode unless configured otherwise
     */
    void opened(Connection connection) throws SQLException;

    /**
     * A connection is about to be lent. Only called if {@link #atEachAcquire()}, bounded by the acquirer's deadline and the
     * validation timeout; also called when an idle connection is checked.
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
