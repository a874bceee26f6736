package io.leasehold.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A connection's client info, read and put back. Stateless. */
final class ClientInfo {

    private ClientInfo() {}

    /** A copy of what there is. */
    static Properties of(Connection connection) throws SQLException {
        return copy(connection.getClientInfo());
    }

    /** Only what differs: some drivers list entries that they do not let anybody set. */
    static void put(Connection connection, Properties before) throws SQLException {
        Properties now = of(connection);
        for (String name : now.stringPropertyNames()) {
            if (!before.containsKey(name)) {
                clear(connection, name);
            }
        }
        for (String name : before.stringPropertyNames()) {
            if (!before.getProperty(name).equals(now.getProperty(name))) {
                connection.setClientInfo(name, before.getProperty(name));
            }
        }
    }

    /** MariaDB's driver cannot clear one, but gives out the properties it goes by. */
    private static void clear(Connection connection, String name) throws SQLException {
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
