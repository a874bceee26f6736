package io.leasehold.jdbc.internal;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** What the driver tells of its database, mostly by asking it. */
final class DatabaseMetaDataHandle extends DelegatingDatabaseMetaData {

    DatabaseMetaDataHandle(FencedConnection connection, DatabaseMetaData delegate) {
        super(connection, delegate);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (connection.isOver()) {
            throw connection.endedError();
        }
        return connection;
    }
}
