package io.leasehold.jdbc.internal;

import java.sql.Struct;

/** The driver's value, whose attributes may reach into its connection for as long as they are used. */
final class StructHandle extends DelegatingStruct {

    StructHandle(FencedConnection connection, Struct delegate) {
        super(connection, delegate);
    }
}
