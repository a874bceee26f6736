package io.leasehold.jdbc.internal;

import java.lang.ref.Reference;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A statement of a leased connection; ends with the lease. Threading is that of {@link FencedStatement}. */
class StatementHandle extends DelegatingStatement {

    StatementHandle(FencedConnection connection, Statement delegate, int kind) {
        super(connection, delegate, kind);
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            return;
        }
        try {
            closed = true;
            connection.untrack(mark, this);
            endWithLease();
        } catch (SQLException | RuntimeException | Error e) {
            throw connection.callFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    /** Closes what it made, newest first, then itself, whatever the former throws. */
    @Override
    protected final void endWithLease() throws SQLException {
        if (newestResult == null) {
            delegate.close();
            return;
        }
        Throwable first = null;
        for (ResultSetHandle result = newestResult; result != null; result = result.older) {
            try {
                result.delegate.close();
            } catch (SQLException | RuntimeException | Error e) {
                first = joined(first, e);
            }
        }
        newestResult = null;
        try {
            delegate.close();
        } catch (SQLException | RuntimeException | Error e) {
            first = joined(first, e);
        }
        if (first instanceof SQLException e) {
            throw e;
        }
        if (first instanceof Error e) {
            throw e;
        }
        if (first != null) {
            throw (RuntimeException) first;
        }
    }

    private static Throwable joined(@Nullable Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }

    @Override
    public boolean isClosed() throws SQLException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            return true;
        }
        try {
            return closed || delegate.isClosed();
        } catch (SQLException | RuntimeException | Error e) {
            throw connection.callFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedError();
        }
        try {
            delegate.closeOnCompletion();
            closesOnCompletion = true;
        } catch (SQLException | RuntimeException | Error e) {
            throw connection.callFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    /** A result set of it was closed by its holder, in the call with this mark: the driver may have closed the rest. */
    final void completed(int mark) throws SQLException {
        if (closesOnCompletion && !closed && delegate.isClosed()) {
            closed = true;
            connection.untrack(mark, this);
        }
    }

    /** The cancel may arrive late and hit whatever runs then, so nobody gets the connection after this holder. */
    @Override
    public void cancel() throws SQLException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedError();
        }
        try {
            connection.cancelling();
            delegate.cancel();
        } catch (SQLException | RuntimeException | Error e) {
            throw connection.callFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (connection.isOver()) {
            throw connection.endedError();
        }
        return connection;
    }
}
