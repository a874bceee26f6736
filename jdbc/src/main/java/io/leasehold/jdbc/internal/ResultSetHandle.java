package io.leasehold.jdbc.internal;

import java.lang.ref.Reference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A result set of a leased connection; ends with its statement or with the lease. */
final class ResultSetHandle extends DelegatingResultSet {

    ResultSetHandle(FencedConnection connection, ResultSet delegate, @Nullable StatementHandle statement) {
        super(connection, delegate, statement);
    }

    @Override
    public void close() throws SQLException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            return;
        }
        try {
            StatementHandle maker = ofStatement ? statement : null;
            if (maker == null) {
                connection.untrack(mark, this);
                delegate.close();
            } else {
                maker.forget(this);
                delegate.close();
                maker.completed(mark);
            }
        } catch (SQLException | RuntimeException | Error e) {
            throw connection.callFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    protected void endWithLease() throws SQLException {
        delegate.close();
    }

    @Override
    public boolean isClosed() throws SQLException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            return true;
        }
        try {
            return delegate.isClosed();
        } catch (SQLException | RuntimeException | Error e) {
            throw connection.callFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public @Nullable Statement getStatement() throws SQLException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedError();
        }
        try {
            if (statement == null) {
                statement = Handles.maker(connection, mark, delegate.getStatement());
            }
            return statement;
        } catch (SQLException | RuntimeException | Error e) {
            throw connection.callFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }
}
