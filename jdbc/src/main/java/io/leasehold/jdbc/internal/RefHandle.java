package io.leasehold.jdbc.internal;

import java.sql.Ref;

/** The driver's value, which may reach into its connection for as long as it is used. */
final class RefHandle extends DelegatingRef {

    RefHandle(FencedConnection connection, Ref delegate) {
        super(connection, delegate);
    }
}
