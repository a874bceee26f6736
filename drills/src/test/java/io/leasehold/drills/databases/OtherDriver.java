package io.leasehold.drills.databases;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The driver of a database that the drills know nothing of; behind {@code jdbc:other:} stands H2. Stateless. */
final class OtherDriver implements Driver {

    private static final String HEAD = "jdbc:other://";

    private final Driver h2 = new org.h2.Driver();

    /** Makes DriverManager know it until the JVM ends. */
    static void register() throws SQLException {
        DriverManager.registerDriver(new OtherDriver());
    }

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        return acceptsURL(url) ? h2.connect("jdbc:h2:tcp://" + url.substring(HEAD.length()), info) : null;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(HEAD);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
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
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
