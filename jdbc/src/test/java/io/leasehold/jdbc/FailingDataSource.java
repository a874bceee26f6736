package io.leasehold.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Opens nothing, and always says the same. Its text has a password, as that of some drivers' has. */
class FailingDataSource implements DataSource {

    private final SQLException error;

    FailingDataSource(SQLException error) {
        this.error = error;
    }

    @Override
    public Connection getConnection() throws SQLException {
        throw error;
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw error;
    }

    @Override
    public PrintWriter getLogWriter() {
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
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("not a " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    @Override
    public String toString() {
        return "FailingDataSource(password=canary)";
    }
}
