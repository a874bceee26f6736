package io.leasehold.lab.stub;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens stub connections that take as long as their URL says, and counts them for the whole JVM. Thread-safe. */
public final class StubDriver implements Driver {
    private static final AtomicInteger BEGUN = new AtomicInteger();
    private static final AtomicInteger OPENED = new AtomicInteger();

    static {
        try {
            DriverManager.registerDriver(new StubDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Opens that were asked for so far. */
    public static int begun() {
        return BEGUN.get();
    }

    /** Opens that have succeeded so far. */
    public static int opened() {
        return OPENED.get();
    }

    /** Opens one. */
    public static Connection open(StubTimes times) {
        BEGUN.incrementAndGet();
        long start = System.nanoTime();
        for (long left = times.openNanos(); left > 0; left = start + times.openNanos() - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        OPENED.incrementAndGet();
        return new StubConnection(times);
    }

    @Override
    public @Nullable Connection connect(String url, Properties properties) {
        return acceptsURL(url) ? open(StubTimes.of(url)) : null;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(StubTimes.PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
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
        throw new SQLFeatureNotSupportedException("The stub does not log.");
    }
}
