package io.leasehold.testbed.hiveclients;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls methods of JDBC by name. Stateless. */
final class Asked {

    private Asked() {}

    /** What a method of the connection gives, as text; nothing where it gives nothing. */
    static List<@Nullable String> of(Connection connection, List<@Nullable String> what) throws Exception {
        Object value = invoke(connection, Connection.class, Work.text(what, 0), what.subList(1, what.size()));
        return Arrays.asList(value == null ? null : value.toString());
    }

    static @Nullable Object invoke(
            Object target, Class<?> type, String method, List<? extends @Nullable String> arguments) throws Exception {
        for (Method candidate : type.getMethods()) {
            Class<?>[] wanted = candidate.getParameterTypes();
            if (candidate.getName().equals(method) && wanted.length == arguments.size() && areSimple(wanted)) {
                @Nullable Object[] values = new Object[wanted.length];
                for (int i = 0; i < wanted.length; i++) {
                    values[i] = value(wanted[i], arguments.get(i));
                }
                return invoke(candidate, target, values);
            }
        }
        throw new NoSuchMethodException(method + " with " + arguments.size() + " arguments");
    }

    private static @Nullable Object invoke(Method method, Object target, @Nullable Object[] values) throws Exception {
        try {
            return method.invoke(target, values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception own) {
                throw own;
            }
            throw e;
        }
    }

    private static boolean areSimple(Class<?>[] types) {
        return Arrays.stream(types)
                .allMatch(type ->
                        type == String.class || type == String[].class || type == boolean.class || type == int.class);
    }

    private static @Nullable Object value(Class<?> type, @Nullable String text) {
        if (type == boolean.class) {
            return Boolean.valueOf(text);
        }
        if (text == null || type == String.class) {
            return text;
        }
        return type == int.class ? Integer.valueOf(text) : text.split(",");
    }
}
