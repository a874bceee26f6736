package io.leasehold.jdbc.internal;

import io.leasehold.spi.LeaseChild;
import java.sql.ResultSet;
import org.jspecify.annotations.Nullable;

/**
 * What a result set's handle remembers: whose it is and the driver's result set. One that a statement made is its
 * statement's; any other is the lease's own child. As safe for several threads as the driver's result set.
 */
abstract class FencedResultSet extends LeaseChild implements ResultSet {

    final FencedConnection connection;
    final ResultSet delegate;

    /** What {@link #getStatement} gives; null if nobody asked yet for that of a result set that no statement made. */
    @Nullable StatementHandle statement;

    /** The result set that its statement made before it. */
    @Nullable ResultSetHandle older;

    /** Whether a statement made it. */
    final boolean ofStatement;

    FencedResultSet(FencedConnection connection, ResultSet delegate, @Nullable StatementHandle statement) {
        this.connection = connection;
        this.delegate = delegate;
        this.statement = statement;
        this.ofStatement = statement != null;
    }
}
