package io.leasehold.gateway.proof;

import io.leasehold.testbed.hiveclients.ClientKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A driver of Hive's clients in a class loader that sees nothing but it and the JDK, as a data source: it brings half of Hadoop along,
 * under its own names. Counts what it opens. Safe for any thread.
 */
final class DriverAlone implements DataSource, AutoCloseable {

    private final URLClassLoader loader;
    private final Driver driver;
    private final String url;
    private final AtomicInteger opened = new AtomicInteger();

    DriverAlone(ClientKind kind, String url) throws Exception {
        List<URL> jars = new ArrayList<>();
        for (String jar : kind.jars()) {
            jars.add(Path.of(jar).toUri().toURL());
        }
        loader = new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
        driver = (Driver)
                Class.forName(kind.driver(), true, loader).getConstructor().newInstance();
        this.url = url;
    }

    /** Connections that it has opened so far. */
    int opened() {
        return opened.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(Front.USER, Front.PASSWORD);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Connection connection = driver.connect(url, properties);
            opened.incrementAndGet();
            return connection;
        } finally {
            thread.setContextClassLoader(before);
        }
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
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("nothing to unwrap");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
