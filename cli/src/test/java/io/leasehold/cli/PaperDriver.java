package io.leasehold.cli;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;

/** A driver of a database that is always away; needs nothing but the JDK, so that it can be loaded from a jar of its own. Stateless. */
public final class PaperDriver implements Driver {

    @Override
    public Connection connect(String url, Properties login) throws SQLException {
        throw new SQLException("the paper database is away", "08001");
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:paper:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties login) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }
}
