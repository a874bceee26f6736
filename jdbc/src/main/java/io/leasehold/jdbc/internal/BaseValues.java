package io.leasehold.jdbc.internal;

import io.leasehold.jdbc.internal.dialect.Dialect;
import io.leasehold.jdbc.internal.errors.PoolSqlException;
import io.leasehold.jdbc.internal.open.SessionDefaults;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a connection's properties were before anybody changed them: as configured, or read just before the first change. What
 * cannot be read cannot be put back, which destroys the connection on return. Reading is under a lock, since two threads of one
 * lease may change things at once; putting back is done by one thread, when the lease is over.
 */
final class BaseValues {

    private static final SessionProperty[] PROPERTIES = SessionProperty.values();

    private final ReentrantLock reading = new ReentrantLock();
    private final Dialect dialect;
    private final @Nullable Object[] values = new @Nullable Object[PROPERTIES.length];
    private int known;
    private int unreadable;

    BaseValues(SessionDefaults defaults, Dialect dialect) {
        this.dialect = dialect;
        configured(SessionProperty.READ_ONLY, defaults.readOnly());
        configured(SessionProperty.ISOLATION, defaults.isolation());
        configured(SessionProperty.CATALOG, defaults.catalog());
        String schema = defaults.schema();
        configured(SessionProperty.SCHEMA, schema == null ? null : dialect.schemasOf(schema));
    }

    private void configured(SessionProperty property, @Nullable Object value) {
        if (value != null) {
            knows(property, value);
        }
    }

    private void knows(SessionProperty property, @Nullable Object value) {
        values[property.ordinal()] = value;
        known |= property.bit;
    }

    /** Some drivers begin a transaction for that in manual mode, which would refuse the holder's next change: if there was none, none is left. */
    private void read(Connection connection, SessionProperty property) throws SQLException {
        boolean outside = dialect.isOutsideTransactions(connection);
        try {
            knows(property, property.read(connection, dialect));
        } finally {
            if (outside && !connection.getAutoCommit()) {
                connection.rollback();
            }
        }
    }

    /** Reads one property if it is not known. */
    void learn(Connection connection, int bit) {
        reading.lock();
        try {
            if (((known | unreadable) & bit) == 0) {
                SessionProperty property = propertyOf(bit);
                read(connection, property);
            }
        } catch (SQLException | RuntimeException | LinkageError e) {
            unreadable |= bit; // The caller goes on: only the return is concerned, and reset() says why it destroys.
        } finally {
            reading.unlock();
        }
    }

    /** Reads all properties that are not known; those the driver does not have are none. */
    void learnAll(Connection connection) {
        for (SessionProperty property : PROPERTIES) {
            reading.lock();
            try {
                if (((known | unreadable) & property.bit) == 0) {
                    read(connection, property);
                }
            } catch (SQLFeatureNotSupportedException | UnsupportedOperationException | LinkageError e) {
                continue; // A property that cannot be read for want of a feature cannot have been set either.
            } catch (SQLException | RuntimeException e) {
                unreadable |= property.bit; // As in learn().
            } finally {
                reading.unlock();
            }
        }
    }

    /** By the factory, after a customizer, which may have set what was configured to something else. */
    void learnConfigured(Connection connection) {
        for (SessionProperty property : PROPERTIES) {
            if ((known & property.bit) != 0) {
                try {
                    read(connection, property);
                } catch (SQLException | RuntimeException | LinkageError e) {
                    continue; // Then it is what was configured, as far as anybody can tell.
                }
            }
        }
    }

    /** Those of the properties that may have been changed: what is known, and what somebody tried to read and could not. */
    int concerned() {
        return known | unreadable;
    }

    /** Whether the connection is known to have been read-only. */
    boolean isReadOnly() {
        return Boolean.TRUE.equals(values[SessionProperty.READ_ONLY.ordinal()]);
    }

    /**
     * Puts back what was changed, and what is only doubted if it is not as it was, or if that cannot be told. A property that was merely
     * doubted may be one that the driver lets be read and not set, or of which it gives less than there is.
     */
    void restore(Connection connection, int changed, int doubted) throws SQLException {
        if ((unreadable & (changed | doubted)) != 0) {
            throw new PoolSqlException(
                    "A property was changed whose value before could not be read, so it cannot be put back.");
        }
        for (SessionProperty property : PROPERTIES) {
            int bit = property.bit & known;
            boolean isDoubted = (doubted & bit) != 0;
            if ((changed & bit) != 0 || isDoubted && (isUnseen(property) || !isAsBefore(connection, property))) {
                write(connection, property);
            }
        }
    }

    /**
     * Whether the driver may not know what SQL has made of it: of the isolation, many give what their own setter was given last. That
     * there is none is nothing to be set, to JDBC.
     */
    private boolean isUnseen(SessionProperty property) {
        return property == SessionProperty.ISOLATION
                && !Objects.equals(values[property.ordinal()], Connection.TRANSACTION_NONE);
    }

    /** Some drivers take it without a word if there was nothing before, and leave what is there. */
    private void write(Connection connection, SessionProperty property) throws SQLException {
        Object value = values[property.ordinal()];
        if (value == null && isAsBefore(connection, property)) {
            return;
        }
        try {
            property.write(connection, dialect, value);
        } catch (SQLFeatureNotSupportedException | UnsupportedOperationException e) {
            if (!isAsBefore(connection, property)) {
                throw e;
            }
            return; // Nobody else could set it either.
        }
        if (value == null && !isAsBefore(connection, property)) {
            throw new PoolSqlException(
                    "A property was changed that had no value before, which the driver cannot put back.");
        }
    }

    private boolean isAsBefore(Connection connection, SessionProperty property) throws SQLException {
        return Objects.equals(values[property.ordinal()], property.read(connection, dialect));
    }

    private static SessionProperty propertyOf(int bit) throws SQLException {
        for (SessionProperty property : PROPERTIES) {
            if (property.bit == bit) {
                return property;
            }
        }
        throw new SQLFeatureNotSupportedException("java.sql has no way to read a sharding key");
    }
}
