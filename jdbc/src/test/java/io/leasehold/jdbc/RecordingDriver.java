package io.leasehold.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** A driver without a database, whose connections keep their properties, and which writes down what is called. Safe for any thread. */
final class RecordingDriver {

    /** The calls so far, such as {@code rollback()}; those that only read are left out. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    /** The properties that cannot be read or set, by name. */
    final List<String> broken = new CopyOnWriteArrayList<>();

    /** The methods that are not there. */
    final List<String> unsupported = new CopyOnWriteArrayList<>();

    /** What statements that are executed throw, by their text. */
    final Map<String, SQLException> refused = new ConcurrentHashMap<>();

    /** Whether abort does what it should. */
    volatile boolean abortWorks = true;

    volatile Runnable onExecute = () -> {};

    DataSource dataSource() {
        return proxy(DataSource.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getConnection" -> connection();
            case "isWrapperFor" -> false;
            default -> null;
        });
    }

    private Connection connection() {
        Map<String, Object> properties = new ConcurrentHashMap<>(Map.of(
                "AutoCommit",
                true,
                "ReadOnly",
                false,
                "TransactionIsolation",
                Connection.TRANSACTION_READ_COMMITTED,
                "Catalog",
                "catalog",
                "Schema",
                "schema",
                "Holdability",
                1,
                "NetworkTimeout",
                77,
                "TypeMap",
                Map.of(),
                "ClientInfo",
                new Properties(),
                "Closed",
                false));
        calls.add("open()");
        return proxy(Connection.class, (proxy, method, arguments) -> onConnection(properties, method, arguments));
    }

    private Object onConnection(Map<String, Object> properties, Method method, Object[] arguments) throws SQLException {
        String name = method.getName();
        String property = name.replaceFirst("^(get|set|is)", "");
        requireSupported(method);
        if (broken.contains(name)) {
            throw new SQLException("broken: " + name, "HY000");
        }
        if (name.startsWith("set") && properties.containsKey(property)) {
            calls.add(name + "(" + arguments[arguments.length - 1] + ")");
            properties.put(property, arguments[arguments.length - 1]);
            return null;
        }
        if (name.matches("(get|is)[A-Z].*") && properties.containsKey(property)) {
            return properties.get(property);
        }
        return switch (name) {
            case "createStatement" -> statement();
            case "getMetaData" -> proxy(DatabaseMetaData.class, (p, m, a) -> "Recorded");
            case "isValid" -> recorded("isValid(" + arguments[0] + ")", true);
            case "close" -> recorded("close()", properties.put("Closed", true));
            case "abort" -> recorded("abort()", abortWorks ? properties.put("Closed", true) : null);
            default -> recorded(call(method, arguments), null);
        };
    }

    private Statement statement() {
        return proxy(Statement.class, (proxy, method, arguments) -> {
            requireSupported(method);
            calls.add("statement." + call(method, arguments));
            if (method.getName().equals("execute")) {
                onExecute.run();
                SQLException refusal = refused.get(String.valueOf(arguments[0]));
                if (refusal != null) {
                    throw refusal;
                }
                return false;
            }
            return method.getReturnType() == boolean.class
                    ? (Object) false
                    : method.getReturnType() == int.class ? 0 : null;
        });
    }

    private void requireSupported(Method method) throws SQLFeatureNotSupportedException {
        if (unsupported.contains(method.getName())) {
            throw new SQLFeatureNotSupportedException(method.getName(), "0A000");
        }
    }

    private Object recorded(String call, Object answer) {
        calls.add(call);
        return call.equals("close()") || call.equals("abort()") ? null : answer;
    }

    private static String call(Method method, Object[] arguments) {
        return method.getName()
                + (arguments == null
                        ? "()"
                        : Arrays.stream(arguments).map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "recorded " + type.getSimpleName();
                    default -> handler.invoke(proxy, method, arguments);
                }));
    }
}
