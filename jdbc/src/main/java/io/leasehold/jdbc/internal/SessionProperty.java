package io.leasehold.jdbc.internal;

import io.leasehold.jdbc.internal.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The properties of a connection that can be read and put back, in the order in which that is done. Stateless. */
enum SessionProperty {
    READ_ONLY(PhysicalConnection.DIRTY_READ_ONLY) {
        @Override
        Object read(Connection connection, Dialect dialect) throws SQLException {
            return connection.isReadOnly();
        }

        @Override
        void write(Connection connection, Dialect dialect, @Nullable Object value) throws SQLException {
            connection.setReadOnly((Boolean) Objects.requireNonNull(value));
        }
    },

    ISOLATION(PhysicalConnection.DIRTY_ISOLATION) {
        @Override
        Object read(Connection connection, Dialect dialect) throws SQLException {
            return dialect.isolationOfSession(connection);
        }

        @Override
        void write(Connection connection, Dialect dialect, @Nullable Object value) throws SQLException {
            connection.setTransactionIsolation((Integer) Objects.requireNonNull(value));
        }
    },

    /** None is the empty text to some drivers, which none of them takes back. */
    CATALOG(PhysicalConnection.DIRTY_CATALOG) {
        @Override
        @Nullable Object read(Connection connection, Dialect dialect) throws SQLException {
            String catalog = dialect.catalog(connection);
            return catalog == null || catalog.isEmpty() ? null : catalog;
        }

        @Override
        void write(Connection connection, Dialect dialect, @Nullable Object value) throws SQLException {
            connection.setCatalog((String) value);
        }
    },

    /** Kept as the dialect wants it: where schemas are searched along a path, the name of the first would not do. */
    SCHEMA(PhysicalConnection.DIRTY_SCHEMA) {
        @Override
        @Nullable Object read(Connection connection, Dialect dialect) throws SQLException {
            return dialect.schemas(connection);
        }

        @Override
        void write(Connection connection, Dialect dialect, @Nullable Object value) throws SQLException {
            dialect.setSchemas(connection, (String) value);
        }
    },

    HOLDABILITY(PhysicalConnection.DIRTY_HOLDABILITY) {
        @Override
        Object read(Connection connection, Dialect dialect) throws SQLException {
            return connection.getHoldability();
        }

        @Override
        void write(Connection connection, Dialect dialect, @Nullable Object value) throws SQLException {
            connection.setHoldability((Integer) Objects.requireNonNull(value));
        }
    },

    NETWORK_TIMEOUT(PhysicalConnection.DIRTY_NETWORK_TIMEOUT) {
        @Override
        Object read(Connection connection, Dialect dialect) throws SQLException {
            return connection.getNetworkTimeout();
        }

        @Override
        void write(Connection connection, Dialect dialect, @Nullable Object value) throws SQLException {
            connection.setNetworkTimeout(Runnable::run, (Integer) Objects.requireNonNull(value));
        }
    },

    TYPE_MAP(PhysicalConnection.DIRTY_TYPE_MAP) {
        @Override
        @Nullable Object read(Connection connection, Dialect dialect) throws SQLException {
            Map<String, Class<?>> map = connection.getTypeMap();
            return map == null ? null : new HashMap<>(map);
        }

        @Override
        @SuppressWarnings("unchecked")
        void write(Connection connection, Dialect dialect, @Nullable Object value) throws SQLException {
            if (value != null) {
                connection.setTypeMap(new HashMap<>((Map<String, Class<?>>) value));
            }
        }
    },

    CLIENT_INFO(PhysicalConnection.DIRTY_CLIENT_INFO) {
        @Override
        Object read(Connection connection, Dialect dialect) throws SQLException {
            return ClientInfo.of(connection);
        }

        @Override
        void write(Connection connection, Dialect dialect, @Nullable Object value) throws SQLException {
            ClientInfo.put(connection, (Properties) Objects.requireNonNull(value));
        }
    };

    /** The mark of a change of it. */
    final int bit;

    SessionProperty(int bit) {
        this.bit = bit;
    }

    /** What it is now, for good: nobody else changes what this gives. */
    abstract @Nullable Object read(Connection connection, Dialect dialect) throws SQLException;

    /** Makes it what {@link #read} gave. */
    abstract void write(Connection connection, Dialect dialect, @Nullable Object value) throws SQLException;
}
