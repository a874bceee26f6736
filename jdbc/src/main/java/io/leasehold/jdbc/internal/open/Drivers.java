package io.leasehold.jdbc.internal.open;

import io.leasehold.jdbc.internal.settings.Classes;
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
        Object driver = Classes.instance(className);
        if (driver instanceof Driver found) {
            return found;
        }
        throw new IllegalArgumentException("is not a java.sql.Driver; for a DataSource set dataSourceClassName");
    }

    /** Whether the driver takes the url. One that cannot say so does not. */
    public static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException | RuntimeException | LinkageError e) {
            return false;
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
