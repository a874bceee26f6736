package io.leasehold.jdbc.internal;

import java.sql.CallableStatement;

/** A call of a stored procedure through a leased connection. */
final class CallableStatementHandle extends DelegatingCallableStatement {

    CallableStatementHandle(FencedConnection connection, CallableStatement callable, int kind) {
        super(connection, callable, kind);
    }
}
