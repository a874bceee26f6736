package io.leasehold.jdbc.internal;

import io.leasehold.spi.Grant;
import java.lang.ref.Reference;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Executor;

/**
 * What the application gets for a connection: the lease. Here is what is more than passing a call on; the rest is
 * generated. Safe for any thread; calls of its acquirer cost least.
 */
public final class ConnectionHandle extends DelegatingConnection {

    /** To be called by the factory's {@code lend} alone. */
    public ConnectionHandle(PhysicalConnection physical, Grant<PhysicalConnection> grant) {
        super(physical, grant);
    }

    /** Returns the lease. Throws only what the holder must know: that the rollback of what it left open failed. */
    @Override
    public void close() throws SQLException {
        if (physical.hasOnlyWarnings()) {
            clearWarningsAlone();
        }
        if (end()) {
            SQLException failure = rollbackFailure();
            if (failure != null) {
                throw failure;
            }
        }
    }

    @Override
    public boolean isClosed() throws SQLException {
        int mark = enterCall();
        if (mark == LEASE_OVER) {
            return true;
        }
        try {
            return physical.connection().isClosed();
        } catch (SQLException | RuntimeException | Error e) {
            throw callFailed(e);
        } finally {
            leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean isValid(int timeout) throws SQLException {
        int mark = enterCall();
        if (mark == LEASE_OVER) {
            return false;
        }
        try {
            touched();
            boolean valid = physical.connection().isValid(timeout);
            if (!valid) {
                destroyOnReturn("isValid() gave false");
            }
            return valid;
        } catch (SQLException | RuntimeException | Error e) {
            throw callFailed(e);
        } finally {
            leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    /** Ends the lease and has the connection destroyed on the pool's own workers, so the executor gets nothing to do. */
    @Override
    public void abort(Executor executor) throws SQLException {
        if (executor == null) {
            throw new SQLException("abort needs an executor, and got null", "22023");
        }
        retireLease(null);
    }

    @Override
    public void commit() throws SQLException {
        int mark = enterCall();
        if (mark == LEASE_OVER) {
            throw endedError();
        }
        try {
            physical.connection().commit();
            physical.committed();
        } catch (SQLException | RuntimeException | Error e) {
            throw commitFailed(e);
        } finally {
            leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void rollback() throws SQLException {
        int mark = enterCall();
        if (mark == LEASE_OVER) {
            throw endedError();
        }
        try {
            physical.connection().rollback();
            physical.committed();
        } catch (SQLException | RuntimeException | Error e) {
            throw callFailed(e);
        } finally {
            leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    /** Switching it on commits what is open, so it may fail as a commit does. */
    @Override
    public void setAutoCommit(boolean on) throws SQLException {
        int mark = enterCall();
        if (mark == LEASE_OVER) {
            throw endedError();
        }
        try {
            changing(PhysicalConnection.DIRTY_AUTO_COMMIT);
            physical.connection().setAutoCommit(on);
            physical.autoCommitIs(on);
        } catch (SQLException | RuntimeException | Error e) {
            throw on && !physical.autoCommit() ? commitFailed(e) : callFailed(e);
        } finally {
            leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        int mark = enterCall();
        if (mark == LEASE_OVER) {
            throw endedClientInfo();
        }
        try {
            changing(PhysicalConnection.DIRTY_CLIENT_INFO);
            physical.connection().setClientInfo(name, value);
        } catch (SQLClientInfoException | RuntimeException | Error e) {
            throw clientInfoFailed(e);
        } finally {
            leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        int mark = enterCall();
        if (mark == LEASE_OVER) {
            throw endedClientInfo();
        }
        try {
            changing(PhysicalConnection.DIRTY_CLIENT_INFO);
            physical.connection().setClientInfo(properties);
        } catch (SQLClientInfoException | RuntimeException | Error e) {
            throw clientInfoFailed(e);
        } finally {
            leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }
}
