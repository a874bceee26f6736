package io.leasehold.lab.chaos.hive;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections of Hive's driver to one url. It has half of Hadoop under its own names in it, so it lives in a class loader of its
 * own. Safe for use by many threads.
 */
public final class HiveDriver implements DataSource {
    static final String CLASS = "org.apache.hive.jdbc.HiveDriver";

    /**
     * The client info that says which connection this is, and so which session: each has its own for as long as it lives. No server
     * is asked, so that one whose session has ended says it as well.
     */
    public static final String NUMBER = "chaos.number";

    private static final AtomicLong OPENED = new AtomicLong();

    private static @Nullable Driver loaded;

    private final String url;
    private final String user;

    public HiveDriver(String url, String user) {
        this.url = url;
        this.user = user;
    }

    private static synchronized Driver driver() {
        Driver there = loaded;
        if (there == null) {
            try {
                ClassLoader jar = new URLClassLoader(new URL[] {jar()}, ClassLoader.getPlatformClassLoader());
                there = (Driver) jar.loadClass(CLASS).getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException | IOException e) {
                throw new IllegalStateException("Hive's driver cannot be loaded.", e);
            }
            loaded = there;
        }
        return there;
    }

    /** The build puts it beside this module's classes. */
    private static URL jar() throws IOException {
        try (Stream<Path> jars = Files.list(ownClasses().resolveSibling("client"))) {
            return jars.findFirst().orElseThrow().toUri().toURL();
        }
    }

    private static Path ownClasses() {
        try {
            return Path.of(HiveDriver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", "");
        Connection real = driver().connect(url, properties);
        String number = Long.toString(OPENED.incrementAndGet());
        return (Connection) Proxy.newProxyInstance(
                HiveDriver.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, given) -> asksForNumber(method, given) ? number : call(real, method, given));
    }

    private static boolean asksForNumber(Method method, Object @Nullable [] given) {
        return given != null
                && given.length == 1
                && method.getName().equals("getClientInfo")
                && NUMBER.equals(given[0]);
    }

    private static @Nullable Object call(Connection real, Method method, Object @Nullable [] given) throws Throwable {
        try {
            return method.invoke(real, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // nobody reads it
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

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
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
