package io.leasehold.jdbc.internal;

import io.leasehold.jdbc.internal.errors.PoolSqlException;
import io.leasehold.jdbc.internal.open.SessionDefaults;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a connection's properties were before anybody changed them: as configured, or read just before the first change. What
 * cannot be read cannot be put back, which destroys the connection on return. Reading is under a lock, since two threads of one
 * lease may change things at once; putting back is done by one thread, when the lease is over.
 */
final class BaseValues {

    /** The properties there are, in the order in which they are put back. */
    private static final int[] PROPERTIES = {
        PhysicalConnection.DIRTY_READ_ONLY,
        PhysicalConnection.DIRTY_ISOLATION,
        PhysicalConnection.DIRTY_CATALOG,
        PhysicalConnection.DIRTY_SCHEMA,
        PhysicalConnection.DIRTY_HOLDABILITY,
        PhysicalConnection.DIRTY_NETWORK_TIMEOUT,
        PhysicalConnection.DIRTY_TYPE_MAP,
        PhysicalConnection.DIRTY_CLIENT_INFO
    };

    private final ReentrantLock reading = new ReentrantLock();
    private int known;
    private int unreadable;
    private boolean readOnly;
    private int isolation;
    private @Nullable String catalog;
    private @Nullable String schema;
    private int holdability;
    private int networkTimeout;
    private @Nullable Map<String, Class<?>> typeMap;
    private Properties clientInfo = new Properties();

    BaseValues(SessionDefaults defaults) {
        if (defaults.readOnly() != null) {
            readOnly = defaults.readOnly();
            known |= PhysicalConnection.DIRTY_READ_ONLY;
        }
        if (defaults.isolation() != null) {
            isolation = defaults.isolation();
            known |= PhysicalConnection.DIRTY_ISOLATION;
        }
        if (defaults.catalog() != null) {
            catalog = defaults.catalog();
            known |= PhysicalConnection.DIRTY_CATALOG;
        }
        if (defaults.schema() != null) {
            schema = defaults.schema();
            known |= PhysicalConnection.DIRTY_SCHEMA;
        }
    }

    /** Reads one property if it is not known. */
    void learn(Connection connection, int bit) {
        reading.lock();
        try {
            if (((known | unreadable) & bit) == 0) {
                read(connection, bit);
                known |= bit;
            }
        } catch (SQLException | RuntimeException | LinkageError e) {
            unreadable |= bit; // The caller goes on: only the return is concerned, and reset() says why it destroys.
        } finally {
            reading.unlock();
        }
    }

    /** Reads all properties that are not known; those the driver does not have are none. */
    void learnAll(Connection connection) {
        for (int bit : PROPERTIES) {
            reading.lock();
            try {
                if (((known | unreadable) & bit) == 0) {
                    read(connection, bit);
                    known |= bit;
                }
            } catch (SQLFeatureNotSupportedException | UnsupportedOperationException | LinkageError e) {
                continue; // A property that cannot be read for want of a feature cannot have been set either.
            } catch (SQLException | RuntimeException e) {
                unreadable |= bit; // As in learn().
            } finally {
                reading.unlock();
            }
        }
    }

    /** Those of the properties that may have been changed: what is known, and what somebody tried to read and could not. */
    int concerned() {
        return known | unreadable;
    }

    /** Puts these properties back. */
    void restore(Connection connection, int bits) throws SQLException {
        if ((unreadable & bits) != 0) {
            throw new PoolSqlException(
                    "A property was changed whose value before could not be read, so it cannot be put back.");
        }
        for (int bit : PROPERTIES) {
            if ((bits & known & bit) != 0) {
                write(connection, bit);
            }
        }
    }

    private void read(Connection connection, int bit) throws SQLException {
        switch (bit) {
            case PhysicalConnection.DIRTY_READ_ONLY -> readOnly = connection.isReadOnly();
            case PhysicalConnection.DIRTY_ISOLATION -> isolation = connection.getTransactionIsolation();
            case PhysicalConnection.DIRTY_CATALOG -> catalog = connection.getCatalog();
            case PhysicalConnection.DIRTY_SCHEMA -> schema = connection.getSchema();
            case PhysicalConnection.DIRTY_HOLDABILITY -> holdability = connection.getHoldability();
            case PhysicalConnection.DIRTY_NETWORK_TIMEOUT -> networkTimeout = connection.getNetworkTimeout();
            case PhysicalConnection.DIRTY_TYPE_MAP -> {
                Map<String, Class<?>> map = connection.getTypeMap();
                typeMap = map == null ? null : new HashMap<>(map);
            }
            case PhysicalConnection.DIRTY_CLIENT_INFO -> clientInfo = copy(connection.getClientInfo());
            case PhysicalConnection.DIRTY_SHARDING_KEY ->
                throw new SQLFeatureNotSupportedException("java.sql has no way to read a sharding key");
            default -> throw new IllegalArgumentException("no property: " + bit);
        }
    }

    private void write(Connection connection, int bit) throws SQLException {
        switch (bit) {
            case PhysicalConnection.DIRTY_READ_ONLY -> connection.setReadOnly(readOnly);
            case PhysicalConnection.DIRTY_ISOLATION -> connection.setTransactionIsolation(isolation);
            case PhysicalConnection.DIRTY_CATALOG -> connection.setCatalog(catalog);
            case PhysicalConnection.DIRTY_SCHEMA -> connection.setSchema(schema);
            case PhysicalConnection.DIRTY_HOLDABILITY -> connection.setHoldability(holdability);
            case PhysicalConnection.DIRTY_NETWORK_TIMEOUT ->
                connection.setNetworkTimeout(Runnable::run, networkTimeout);
            case PhysicalConnection.DIRTY_TYPE_MAP -> {
                if (typeMap != null) {
                    connection.setTypeMap(new HashMap<>(typeMap));
                }
            }
            case PhysicalConnection.DIRTY_CLIENT_INFO -> writeClientInfo(connection);
            default -> throw new IllegalArgumentException("no property: " + bit);
        }
    }

    /** Only what differs: some drivers list entries that they do not let anybody set. */
    private void writeClientInfo(Connection connection) throws SQLException {
        Properties now = copy(connection.getClientInfo());
        for (String name : now.stringPropertyNames()) {
            if (!clientInfo.containsKey(name)) {
                clearClientInfo(connection, name);
            }
        }
        for (String name : clientInfo.stringPropertyNames()) {
            if (!clientInfo.getProperty(name).equals(now.getProperty(name))) {
                connection.setClientInfo(name, clientInfo.getProperty(name));
            }
        }
    }

    /** MariaDB's driver cannot clear one, but gives out the properties it goes by. */
    private static void clearClientInfo(Connection connection, String name) throws SQLException {
        try {
            connection.setClientInfo(name, null);
        } catch (NullPointerException e) {
            connection.getClientInfo().remove(name);
            if (connection.getClientInfo().containsKey(name)) {
                throw e;
            }
        }
    }

    private static Properties copy(@Nullable Properties original) {
        Properties copy = new Properties();
        if (original != null) {
            original.stringPropertyNames().forEach(name -> copy.setProperty(name, original.getProperty(name)));
        }
        return copy;
    }
}
