package io.leasehold.jdbc.internal;

import io.leasehold.jdbc.ConnectionCustomizer;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Has the application's customizer do its work, and that work last: what it leaves uncommitted is committed, since a holder's first
 * rollback would undo it, and a holder would find himself in a transaction that he never began. Safe for any thread.
 */
final class Customizing {

    private final @Nullable ConnectionCustomizer customizer;
    private final boolean eachAcquire;
    private final boolean autoCommit;

    /**
     * By the application's customizer, if there is one.
     *
     * @param autoCommit what auto-commit is at the start of a lease
     */
    Customizing(@Nullable ConnectionCustomizer customizer, boolean autoCommit) {
        this.customizer = customizer;
        this.eachAcquire = customizer != null && customizer.atEachAcquire();
        this.autoCommit = autoCommit;
    }

    /** Whether there is none, so that a connection is as the settings say. */
    boolean isNone() {
        return customizer == null;
    }

    boolean isAtEachAcquire() {
        return eachAcquire;
    }

    /** Of a connection in auto-commit mode, and it is in that mode afterwards. */
    void opened(Connection connection) throws SQLException {
        if (customizer != null) {
            customizer.opened(connection);
            settle(connection, true);
        }
    }

    /** As {@link #opened}. */
    void wasReset(Connection connection) throws SQLException {
        if (customizer != null) {
            customizer.wasReset(connection);
            settle(connection, true);
        }
    }

    /** Of a connection in the mode in which a lease starts, and it is in that mode afterwards. */
    void acquiring(Connection connection) throws SQLException {
        if (customizer != null && eachAcquire) {
            customizer.acquiring(connection);
            settle(connection, autoCommit);
        }
    }

    private static void settle(Connection connection, boolean autoCommit) throws SQLException {
        boolean on = connection.getAutoCommit();
        if (!on) {
            connection.commit();
        }
        if (on != autoCommit) {
            connection.setAutoCommit(autoCommit);
        }
    }
}
