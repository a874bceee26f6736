package io.leasehold.jdbc.internal;

import io.leasehold.spi.LeaseChild;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What a statement's handle remembers: whose it is, the driver's statement, and the result sets it has made. As safe for
 * several threads as the driver's statement; if two make result sets at once, one of them may go untracked here, and is
 * closed by the driver with its statement.
 */
abstract class FencedStatement extends LeaseChild implements Statement {

    final FencedConnection connection;
    final Statement delegate;

    /** The result sets of the last execution, newest first, linked through {@link ResultSetHandle#older}. */
    @Nullable ResultSetHandle newestResult;

    /** The {@link SqlKind} of what it runs when no SQL is given: what it was prepared with, or its batch. */
    byte kind;

    boolean closed;

    /** Whether the driver closes it with its last result set. */
    boolean closesOnCompletion;

    FencedStatement(FencedConnection connection, Statement delegate, int kind) {
        this.connection = connection;
        this.delegate = delegate;
        this.kind = (byte) kind;
    }

    /** It is about to run something; by JDBC this closes the result sets of the last execution. */
    final void executing(int kind) {
        connection.ran(kind);
        newestResult = null;
    }

    /** Tells the lease of an error that an execution of this kind met, and gives the one to throw. Inside the call. */
    final SQLException executionFailed(int kind, Throwable error) {
        return SqlKind.mayCommit(kind, connection.physical.autoCommit())
                ? connection.changeFailed(error)
                : connection.callFailed(error);
    }

    final void batching(String sql) {
        kind |= (byte) SqlKind.of(sql);
    }

    /** The handle of a result set of this statement: the same object each time. */
    final @Nullable ResultSet results(@Nullable ResultSet raw) {
        if (raw == null) {
            return null;
        }
        for (ResultSetHandle known = newestResult; known != null; known = known.older) {
            if (known.delegate == raw) {
                return known;
            }
        }
        ResultSetHandle made = new ResultSetHandle(connection, raw, (StatementHandle) this);
        made.older = newestResult;
        newestResult = made;
        return made;
    }

    /** The result set was closed by its holder. */
    final void forget(ResultSetHandle result) {
        ResultSetHandle newer = newestResult;
        if (newer == result) {
            newestResult = result.older;
            return;
        }
        while (newer != null) {
            if (newer.older == result) {
                newer.older = result.older;
                return;
            }
            newer = newer.older;
        }
    }
}
