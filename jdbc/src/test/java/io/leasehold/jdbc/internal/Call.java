package io.leasehold.jdbc.internal;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.jspecify.annotations.Nullable;

/** Calls a method of a handle with the plainest arguments there are. */
final class Call {

    private Call() {}

    static @Nullable Object of(Object handle, Method method) throws Throwable {
        method.setAccessible(true);
        try {
            return method.invoke(handle, arguments(method));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static @Nullable Object[] arguments(Method method) {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = types[i] == Class.class ? type(method) : argument(types[i]);
        }
        return arguments;
    }

    private static Class<?> type(Method method) {
        return switch (method.getName()) {
            case "unwrap", "isWrapperFor" -> ScriptedDriver.Inner.class;
            case "getSource" -> StreamSource.class;
            case "setResult" -> StreamResult.class;
            default -> String.class;
        };
    }

    private static @Nullable Object argument(Class<?> type) {
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == short.class) {
            return (short) 1;
        }
        if (type == byte.class) {
            return (byte) 1;
        }
        if (type == float.class) {
            return 1f;
        }
        if (type == double.class) {
            return 1d;
        }
        if (type == String.class || type == Object.class) {
            return "select 1";
        }
        if (type == InputStream.class) {
            return InputStream.nullInputStream();
        }
        return reference(type);
    }

    private static @Nullable Object reference(Class<?> type) {
        if (type == Reader.class) {
            return Reader.nullReader();
        }
        if (type == byte[].class) {
            return new byte[1];
        }
        if (type == char[].class) {
            return new char[1];
        }
        if (type == Object[].class) {
            return new Object[0];
        }
        if (type == Executor.class) {
            return (Executor) Runnable::run;
        }
        if (type == Map.class) {
            return Map.of();
        }
        return type == Properties.class ? new Properties() : null;
    }
}
