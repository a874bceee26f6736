package io.leasehold.jdbc.internal;

import java.sql.PreparedStatement;

/** A prepared statement of a leased connection. */
class PreparedStatementHandle extends DelegatingPreparedStatement {

    PreparedStatementHandle(FencedConnection connection, PreparedStatement prepared, int kind) {
        super(connection, prepared, kind);
    }
}
