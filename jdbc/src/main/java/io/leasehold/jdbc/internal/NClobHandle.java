package io.leasehold.jdbc.internal;

import java.sql.NClob;

/** As {@link ClobHandle}: the interface adds no methods. */
final class NClobHandle extends ClobHandle implements NClob {

    NClobHandle(FencedConnection connection, NClob delegate) {
        super(connection, delegate);
    }
}
