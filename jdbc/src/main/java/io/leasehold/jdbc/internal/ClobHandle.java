package io.leasehold.jdbc.internal;

import java.sql.Clob;

/** The driver's value, which may reach into its connection for as long as it is used. */
class ClobHandle extends DelegatingClob {

    ClobHandle(FencedConnection connection, Clob delegate) {
        super(connection, delegate);
    }
}
