package io.leasehold.jdbc.internal;

import java.sql.Array;

/** The driver's value, which may reach into its connection for as long as it is used. */
final class ArrayHandle extends DelegatingArray {

    ArrayHandle(FencedConnection connection, Array delegate) {
        super(connection, delegate);
    }
}
