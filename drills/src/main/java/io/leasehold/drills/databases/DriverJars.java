package io.leasehold.drills.databases;

import io.leasehold.drills.BadInputException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Finds the driver for a URL, in a jar of the user's or among those that came along. Stateless. */
public final class DriverJars {

    private static final Map<String, String> WHOSE = Map.of(
            "jdbc:mysql:",
            "MySQL's",
            "jdbc:oracle:",
            "Oracle's",
            "jdbc:sqlserver:",
            "Microsoft's",
            "jdbc:db2:",
            "IBM's");

    private DriverJars() {}

    /**
     * The driver that takes the URL.
     *
     * @param jar the user's jar, or null for the drivers that came along
     */
    static Driver find(String url, @Nullable Path jar) {
        List<Driver> candidates = jar == null ? registered() : inJar(jar);
        for (Driver driver : candidates) {
            if (accepts(driver, url)) {
                if (jar != null) {
                    register(new DriverFromJar(driver));
                }
                return driver;
            }
        }
        throw new BadInputException(
                jar == null
                        ? noDriver(url)
                        : "--driver-jar " + jar + ": none of its drivers (" + names(candidates) + ") takes "
                                + JdbcAddress.shown(url) + ": give the jar of that database's driver.");
    }

    /**
     * Has DriverManager know the drivers in a jar, for as long as the program runs.
     *
     * @throws BadInputException if there are none
     */
    public static void use(Path jar) {
        inJar(jar).forEach(driver -> register(new DriverFromJar(driver)));
    }

    /** Whether DriverManager knows a driver for the URL. */
    public static boolean isTaken(String url) {
        return registered().stream().anyMatch(driver -> accepts(driver, url));
    }

    private static String noDriver(String url) {
        String whose = WHOSE.entrySet().stream()
                .filter(known -> url.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("the database's");
        return "--url " + JdbcAddress.shown(url) + ": no driver that came along takes it: give " + whose
                + " driver with --driver-jar FILE, or correct the URL.";
    }

    private static List<Driver> registered() {
        return DriverManager.drivers().toList();
    }

    private static List<Driver> inJar(Path jar) {
        checkReadable(jar);
        List<Driver> found = new ArrayList<>();
        try {
            // Open for as long as the program runs: the driver's classes are loaded from it bit by bit.
            URLClassLoader loader =
                    new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
            Iterator<Driver> services = ServiceLoader.load(Driver.class, loader).iterator();
            while (services.hasNext()) {
                found.add(services.next());
            }
        } catch (IOException | ServiceConfigurationError | LinkageError e) {
            throw new BadInputException(
                    "--driver-jar " + jar + ": its driver cannot be loaded (" + e.getMessage()
                            + "): give a complete driver jar for this Java.",
                    e);
        }
        if (found.isEmpty()) {
            throw new BadInputException(
                    "--driver-jar " + jar + ": there is no JDBC driver in it: give the jar of the database's driver.");
        }
        return found;
    }

    private static void checkReadable(Path jar) {
        if (!Files.exists(jar)) {
            throw new BadInputException("--driver-jar " + jar + ": there is no such file: correct the path.");
        }
        if (Files.isDirectory(jar)) {
            throw new BadInputException("--driver-jar " + jar + ": it is a folder: give the jar file in it.");
        }
        if (!Files.isReadable(jar)) {
            throw new BadInputException(
                    "--driver-jar " + jar + ": it cannot be read: give a jar file that this user may read.");
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.size();
        } catch (IOException e) {
            throw new BadInputException(
                    "--driver-jar " + jar + ": it is not a jar file: give the jar of the database's driver.", e);
        }
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            // A driver that cannot say so does not take it.
            return false;
        }
    }

    private static void register(Driver driver) {
        try {
            DriverManager.registerDriver(driver);
        } catch (SQLException e) {
            throw new IllegalStateException("DriverManager refused a driver", e);
        }
    }

    private static String names(List<Driver> drivers) {
        return String.join(
                ", ",
                drivers.stream().map(driver -> driver.getClass().getName()).toList());
    }
}
