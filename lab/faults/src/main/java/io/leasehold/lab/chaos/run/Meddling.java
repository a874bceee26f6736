package io.leasehold.lab.chaos.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connections that do something else than they are told. Stateless. */
enum Meddling {
    /** Answers are off by one, as another's answer would be. */
    ANSWERS {
        @Override
        @Nullable Object instead(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
            Object result = pass(target, method, arguments);
            return method.getName().equals("getLong") && result instanceof Long value ? (Object) (value + 1) : result;
        }
    },
    /** What is written is written again. */
    WRITES {
        @Override
        @Nullable Object instead(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("executeUpdate")) {
                pass(target, method, arguments);
            }
            return pass(target, method, arguments);
        }
    },
    /** What is to be committed is rolled back. */
    COMMITS {
        @Override
        @Nullable Object instead(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("commit")) {
                ((Connection) target).rollback();
                return null;
            }
            return pass(target, method, arguments);
        }
    };

    private static final List<Class<?>> MEDDLED = List.of(Connection.class, PreparedStatement.class, ResultSet.class);

    abstract @Nullable Object instead(Object target, Method method, Object @Nullable [] arguments) throws Throwable;

    Connection at(Connection connection, boolean meddle) {
        return meddle ? (Connection) around(connection, Connection.class) : connection;
    }

    /** And around what comes from it. */
    private Object around(Object target, Class<?> type) {
        return Proxy.newProxyInstance(
                Meddling.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result = instead(target, method, arguments);
                    return result != null && MEDDLED.contains(method.getReturnType())
                            ? around(result, method.getReturnType())
                            : result;
                });
    }

    static @Nullable Object pass(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
