package io.leasehold.jdbc.internal.open;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Collectors;

/** Finds the driver for a url. Registers nothing and changes no setting of the JVM. Safe for any thread. */
public final class Drivers {

    private Drivers() {}

    /**
     * The driver that DriverManager knows for a url.
     *
     * @throws IllegalArgumentException saying what to do, if there is none
     */
    public static Driver accepting(String url) {
        return DriverManager.drivers()
                .filter(driver -> accepts(driver, url))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no driver accepts it: correct the url, put the driver's"
                                + " jar on the class path, or set driverClassName; known drivers: " + known()));
    }

    /**
     * The driver of a class.
     *
     * @throws IllegalArgumentException saying what to do, if it is not there or is no driver
     */
    public static Driver named(String className) {
        Object driver = instance(className, "driver");
        if (driver instanceof Driver found) {
            return found;
        }
        throw new IllegalArgumentException("is not a java.sql.Driver; for a DataSource set dataSourceClassName");
    }

    /** Whether the driver takes the url. One that cannot say so does not. */
    public static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * An object of a class that the application's or this class's loader finds.
     *
     * @throws IllegalArgumentException saying what to do, if it cannot be made
     */
    static Object instance(String className, String what) {
        Class<?> type = find(className, what);
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "cannot be made, since it has no public constructor without parameters", e);
        }
    }

    private static Class<?> find(String className, String what) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            try {
                return Class.forName(className, true, context);
            } catch (ClassNotFoundException e) {
                // The next loader may have it: a driver often lives beside the pool, not beside the application.
            }
        }
        try {
            return Class.forName(className);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "there is no such class: correct the name, or put the " + what + "'s jar on the class path", e);
        }
    }

    private static String known() {
        String names = DriverManager.drivers()
                .map(driver -> driver.getClass().getName())
                .sorted()
                .collect(Collectors.joining(", "));
        return Objects.requireNonNullElse(names.isEmpty() ? null : names, "none");
    }
}
