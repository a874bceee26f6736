package io.leasehold.jdbc;

import io.leasehold.AcquireException;
import io.leasehold.jdbc.internal.ConnectionHandle;
import io.leasehold.jdbc.internal.PhysicalConnection;
import io.leasehold.jdbc.internal.errors.AcquireErrors;
import io.leasehold.spi.HandleGroup;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A tenant's view of the group: it holds nothing but the key, so it may be made anew for every use. Safe for any thread. */
final class TenantDataSource implements DataSource {

    private final HandleGroup<Tenant, PhysicalConnection, ConnectionHandle> group;
    private final Tenant tenant;

    TenantDataSource(HandleGroup<Tenant, PhysicalConnection, ConnectionHandle> group, Tenant tenant) {
        this.group = group;
        this.tenant = tenant;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return group.acquire(tenant);
        } catch (AcquireException e) {
            throw AcquireErrors.of(e);
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        if (!tenant.isIdentity(username, password)) {
            throw AcquireErrors.otherIdentity(group.name() + "/" + tenant);
        }
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) throws SQLException {
        throw new SQLFeatureNotSupportedException("The group logs through SLF4J: configure logging there.", "0A000");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException(
                "Set connectionTimeout for how long getConnection() waits, or openTimeout for one open.", "0A000");
    }

    @Override
    public int getLoginTimeout() {
        return (int) ((group.config().each().acquireTimeout().toMillis() + 999) / 1000);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("The group logs through SLF4J.", "0A000");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("This data source is no " + type.getName() + " and has none behind it.", "0A000");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public String toString() {
        return "data source of " + tenant + " in " + group;
    }
}
