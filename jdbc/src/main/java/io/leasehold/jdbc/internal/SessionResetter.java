package io.leasehold.jdbc.internal;

import io.leasehold.jdbc.SessionReset;
import io.leasehold.jdbc.internal.dialect.Dialect;
import io.leasehold.jdbc.internal.errors.PoolSqlException;
import io.leasehold.jdbc.internal.open.SessionDefaults;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Puts a connection back in order on return, when its statements are closed and no call is inside. Stateless: safe for any thread.
 *
 * <p>The order is what keeps it honest. Rollback comes first: switching auto-commit on would commit what the holder left open, and
 * nothing here ever commits. The properties are put back in auto-commit mode: some drivers do so by SQL, which would begin a
 * transaction that nobody ends. What is not known to be unchanged is put back; what cannot be put back throws, which destroys the
 * connection.
 */
final class SessionResetter {

    private static final int ANYTHING = -1;

    private static final int SESSION = PhysicalConnection.SESSION_STATE | PhysicalConnection.RAW_GIVEN_OUT;

    /** Once SQL that may have set the mode or begun a transaction has run, no commit by JDBC tells that none is open. */
    private static final int TRANSACTION = PhysicalConnection.TRANSACTION_MAY_BE_OPEN | SESSION;

    private static final int PROPERTIES = PhysicalConnection.DIRTY_ISOLATION
            | PhysicalConnection.DIRTY_READ_ONLY
            | PhysicalConnection.DIRTY_CATALOG
            | PhysicalConnection.DIRTY_SCHEMA
            | PhysicalConnection.DIRTY_HOLDABILITY
            | PhysicalConnection.DIRTY_NETWORK_TIMEOUT
            | PhysicalConnection.DIRTY_TYPE_MAP
            | PhysicalConnection.DIRTY_CLIENT_INFO
            | PhysicalConnection.DIRTY_SHARDING_KEY;

    private final SessionReset mode;
    private final SessionDefaults defaults;
    private final Customizing customizing;

    SessionResetter(SessionReset mode, SessionDefaults defaults, Customizing customizing) {
        this.mode = mode;
        this.defaults = defaults;
        this.customizing = customizing;
    }

    void reset(PhysicalConnection physical, ConnectionHandle handle, Dialect dialect) throws SQLException {
        int dirty = handle.wasShared() ? ANYTHING : physical.dirty();
        Connection connection = physical.connection();
        if ((dirty & TRANSACTION) != 0) {
            rollBack(physical, handle, dialect);
        }
        if (mode == SessionReset.FULL) {
            resetFully(physical, dirty, dialect);
        } else if (mode == SessionReset.JDBC && ((physical.dirty() | doubted(physical, dirty)) & PROPERTIES) != 0) {
            autoCommit(connection, true);
            physical.base().restore(connection, physical.dirty(), doubted(physical, dirty));
        }
        if ((dirty & SESSION) == 0) {
            autoCommit(connection, defaults.autoCommit());
        } else {
            connection.setAutoCommit(defaults.autoCommit()); // MySQL's driver does not see what SQL has set.
        }
        if ((dirty & PhysicalConnection.DIRTY_WARNINGS) != 0) {
            connection.clearWarnings();
        }
        physical.clean(defaults.autoCommit());
    }

    /** A holder in manual mode believes in the rollback, and is told if it fails. */
    private static void rollBack(PhysicalConnection physical, ConnectionHandle handle, Dialect dialect)
            throws SQLException {
        Connection connection = physical.connection();
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                return;
            }
        } catch (SQLException e) {
            if (!physical.autoCommit()) {
                handle.rollbackFailed(e);
            }
            throw e;
        }
        if (dialect.mayBeInTransaction(connection)) {
            dialect.rollbackBySql(connection);
        }
    }

    private void resetFully(PhysicalConnection physical, int dirty, Dialect dialect) throws SQLException {
        Connection connection = physical.connection();
        autoCommit(connection, true);
        if (dialect.resetsFully(connection)) {
            dialect.resetFully(connection);
            asOpened(physical, dirty, dialect);
        } else if ((dirty & SESSION) != 0) {
            throw new PoolSqlException("sessionReset is FULL, the session may have been changed, and " + dialect.name()
                    + " has no way to reset it.");
        } else {
            physical.base().restore(connection, physical.dirty(), doubted(physical, dirty));
        }
    }

    /**
     * What was set when it was opened is set again after a full reset. That a session is not read-only any more a driver may not have
     * seen: it is switched off first, so that what follows may write as it did at first, and on again last.
     */
    private void asOpened(PhysicalConnection physical, int dirty, Dialect dialect) throws SQLException {
        Connection connection = physical.connection();
        BaseValues base = physical.base();
        int changed = physical.dirty();
        if (base.isReadOnly()) {
            connection.setReadOnly(false);
            changed |= PhysicalConnection.DIRTY_READ_ONLY;
        }
        if (dialect.fullResetKeepsCatalog()) {
            changed |= PhysicalConnection.DIRTY_CATALOG;
        }
        int readOnly = changed & PhysicalConnection.DIRTY_READ_ONLY;
        base.restore(connection, changed & ~readOnly, doubted(physical, dirty) & ~readOnly);
        defaults.applyAgainTo(connection);
        customizing.wasReset(connection);
        base.restore(connection, readOnly, 0);
    }

    /** Where all is to be doubted, what nobody tried to read was never changed either: reading comes before each change. */
    private static int doubted(PhysicalConnection physical, int dirty) {
        boolean all = dirty == ANYTHING || (dirty & PhysicalConnection.RAW_GIVEN_OUT) != 0;
        return all ? physical.base().concerned() : 0;
    }

    private static void autoCommit(Connection connection, boolean on) throws SQLException {
        if (connection.getAutoCommit() != on) {
            connection.setAutoCommit(on);
        }
    }
}
