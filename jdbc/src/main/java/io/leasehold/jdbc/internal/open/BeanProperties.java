package io.leasehold.jdbc.internal.open;

import io.leasehold.jdbc.internal.settings.Classes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes a driver's DataSource and sets its properties by their setters. Pure functions. */
public final class BeanProperties {

    private BeanProperties() {}

    /**
     * A DataSource of a class.
     *
     * @throws IllegalArgumentException saying what to do, if it is not there or is no DataSource
     */
    public static DataSource make(String className) {
        Object made = Classes.instance(className);
        if (made instanceof DataSource dataSource) {
            return dataSource;
        }
        throw new IllegalArgumentException(
                "is not a javax.sql.DataSource; for a driver set jdbcUrl and driverClassName");
    }

    /**
     * Sets one property.
     *
     * @throws IllegalArgumentException saying what is wrong, if there is no such property or it does not take the value
     */
    public static void set(DataSource target, String name, Object value) {
        List<Method> setters = settersOf(target.getClass(), name);
        if (setters.isEmpty()) {
            throw new IllegalArgumentException(target.getClass().getName() + " has no such property");
        }
        for (Method setter : setters) {
            Object converted = convert(value, setter.getParameterTypes()[0]);
            if (converted != null) {
                call(target, setter, converted);
                return;
            }
        }
        throw new IllegalArgumentException(
                "must be a " + setters.get(0).getParameterTypes()[0].getSimpleName());
    }

    private static List<Method> settersOf(Class<?> type, String name) {
        String setter = "set" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equalsIgnoreCase(setter) && method.getParameterCount() == 1)
                .toList();
    }

    private static void call(DataSource target, Method setter, Object value) {
        try {
            setter.invoke(target, value);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "was refused by " + target.getClass().getName(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(
                    "cannot be set on " + target.getClass().getName(), e);
        }
    }

    /** The value as that type, or null if it is none. */
    private static @Nullable Object convert(Object value, Class<?> type) {
        if (type.isInstance(value)) {
            return value;
        }
        String text = value.toString();
        try {
            return switch (type.getName()) {
                case "int", "java.lang.Integer" -> Integer.valueOf(text.strip());
                case "long", "java.lang.Long" -> Long.valueOf(text.strip());
                case "short", "java.lang.Short" -> Short.valueOf(text.strip());
                case "double", "java.lang.Double" -> Double.valueOf(text.strip());
                case "boolean", "java.lang.Boolean" ->
                    Map.of("true", true, "false", false).get(text.strip().toLowerCase(Locale.ROOT));
                case "java.lang.String" -> text;
                case "[C" -> text.toCharArray();
                case "java.util.Properties" -> value instanceof Properties ? value : null;
                default -> null;
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
