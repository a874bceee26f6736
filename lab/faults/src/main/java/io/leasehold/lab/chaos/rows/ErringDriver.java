package io.leasehold.lab.chaos.rows;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database's own connections, whose calls that a pool makes by itself end in an error now and then, having done what they should.
 * Safe for use by many threads.
 */
final class ErringDriver implements DataSource {
    /** What checks, returns and ends of connections call, and no worker does. */
    private static final Set<String> CALLS_OF_THE_POOL = Set.of("isValid", "clearWarnings", "setReadOnly", "close");

    private final String url;
    private final String user;
    private final String password;
    private final Supplier<@Nullable Error> next;

    /** @param next what the next of these calls ends in, or null if it does as it should */
    ErringDriver(String url, String user, String password, Supplier<@Nullable Error> next) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.next = next;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(user, password);
    }

    @Override
    public Connection getConnection(String as, String with) throws SQLException {
        Connection real = DriverManager.getConnection(url, as, with);
        return (Connection) Proxy.newProxyInstance(
                ErringDriver.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, given) -> call(real, method, given));
    }

    private @Nullable Object call(Connection real, Method method, Object @Nullable [] given) throws Throwable {
        Object answer;
        try {
            answer = method.invoke(real, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        Error error = CALLS_OF_THE_POOL.contains(method.getName()) ? next.get() : null;
        if (error != null) {
            throw error;
        }
        return answer;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // it says nothing
    }

    @Override
    public void setLoginTimeout(int seconds) {
        DriverManager.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() {
        return DriverManager.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("It wraps no " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
