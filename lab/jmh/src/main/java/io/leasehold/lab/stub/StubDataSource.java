package io.leasehold.lab.stub;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens stub connections. A bean with a public constructor, since some pools take the class and set its properties as
 * text. Thread-safe once configured.
 */
public final class StubDataSource implements DataSource {
    private long burnNanos;
    private long openDelayNanos;

    /** Nanoseconds of processor time that each call which a driver would send to a server costs; 0 for none. */
    public void setBurnNanos(long burnNanos) {
        this.burnNanos = burnNanos;
    }

    /** Nanoseconds that opening a connection sleeps; 0 for none. */
    public void setOpenDelayNanos(long openDelayNanos) {
        this.openDelayNanos = openDelayNanos;
    }

    @Override
    public Connection getConnection() {
        if (openDelayNanos > 0) {
            LockSupport.parkNanos(openDelayNanos);
        }
        return new StubConnection(burnNanos);
    }

    @Override
    public Connection getConnection(String username, String password) {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("The stub does not log.");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("The stub is not a " + type.getName() + ".");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
