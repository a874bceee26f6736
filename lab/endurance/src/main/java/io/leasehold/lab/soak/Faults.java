package io.leasehold.lab.soak;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** A data source of H2 some of whose opens fail and some of whose connections die in the middle of their work. Thread-safe. */
final class Faults {
    private static final int ONE_OPEN_IN = 30;
    private static final int ONE_CALL_IN = 4_000;

    private Faults() {}

    static DataSource in(DataSource source) {
        return proxy(DataSource.class, source, (proxy, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                failOneIn(ONE_OPEN_IN);
                return in((Connection) called(source, method, arguments));
            }
            return called(source, method, arguments);
        });
    }

    private static Connection in(Connection connection) {
        return proxy(Connection.class, connection, (proxy, method, arguments) -> {
            if (method.getName().startsWith("prepare")) {
                failOneIn(ONE_CALL_IN);
            }
            return called(connection, method, arguments);
        });
    }

    private static void failOneIn(int calls) throws SQLException {
        if (ThreadLocalRandom.current().nextInt(calls) == 0) {
            throw new SQLNonTransientConnectionException("the connection is torn", "08006");
        }
    }

    private static Object called(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, T target, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(target.getClass().getClassLoader(), new Class<?>[] {type}, handler));
    }
}
