package io.leasehold.jdbc.internal.dialect;

import io.leasehold.jdbc.internal.errors.PoolSqlException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Calls a driver's own public methods, since no driver is on the pool's class path. Nothing is remembered: it runs at resets of
 * rare kinds only, and must not hold on to a driver's classes. Stateless.
 */
final class Reflection {

    private Reflection() {}

    /** Whether there is such a method without parameters. */
    static boolean has(Object target, String method) {
        return find(target.getClass(), method) != null;
    }

    /** What the method gives; null if there is none or it fails. */
    static @Nullable Object call(Object target, String method) {
        Method found = find(target.getClass(), method);
        if (found == null) {
            return null;
        }
        try {
            return found.invoke(target);
        } catch (ReflectiveOperationException e) {
            return null; // Not knowing is an answer here: every caller has a safe one for it.
        }
    }

    /** Calls the method for its effect. */
    static void callOrThrow(Object target, String method) throws SQLException {
        Method found = find(target.getClass(), method);
        if (found == null) {
            throw new PoolSqlException(target.getClass().getName() + " has no method " + method + ".");
        }
        try {
            found.invoke(target);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw new PoolSqlException(
                    method + " failed in " + target.getClass().getName(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new PoolSqlException(method + " of " + target.getClass().getName() + " cannot be called", e);
        }
    }

    /** By a public class or interface: a public method of a class that is not cannot be called. */
    private static @Nullable Method find(Class<?> type, String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            Method found = declared(at, name);
            for (Class<?> face : at.getInterfaces()) {
                found = found == null ? find(face, name) : found;
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Method declared(Class<?> type, String name) {
        if (!Modifier.isPublic(type.getModifiers())) {
            return null;
        }
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            return null; // Asking is the only way to know.
        }
    }
}
