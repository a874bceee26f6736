package io.leasehold.gateway.internal.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;

/** H2's driver, of whose calls some can be made to fail. */
abstract class WatchedDriver implements Driver {

    private static final Set<Class<?>> WATCHED =
            Set.of(Connection.class, Statement.class, PreparedStatement.class, ResultSet.class);

    private final Driver h2 = new org.h2.Driver();

    /**
     * A call is about to be made.
     *
     * @param given its arguments, or null
     */
    void calls(Method call, Object[] given) throws Throwable {}

    /** A call has given something. */
    void gives(Object result) throws Throwable {}

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        Connection connection = h2.connect(url, info);
        return connection == null ? null : (Connection) watched(Connection.class, connection);
    }

    private Object watched(Class<?> type, Object target) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, call, given) -> {
            calls(call, given);
            try {
                Object result = call.invoke(target, given);
                gives(result);
                boolean isWatched = result != null && WATCHED.contains(call.getReturnType());
                return isWatched ? watched(call.getReturnType(), result) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return h2.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return h2.getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return h2.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return h2.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return h2.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("h2");
    }
}
