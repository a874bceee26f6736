package io.leasehold.lab.chaos.rows;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Tells what a driver throws from what is thrown by the code that calls it, by where it was thrown. Pure functions. */
final class DriverErrors {
    private static final List<String> DRIVERS = List.of("org.postgresql.", "org.mariadb.", "org.h2.");
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.");
    private static final List<String> OURS = List.of("io.leasehold.");

    /** Of causes that are looked at: a chain may be a ring. */
    private static final int DEEPEST = 20;

    private DriverErrors() {}

    /**
     * Whether a driver threw it: a SQLException, or anything else out of the driver's own code. Memory may run out anywhere once a
     * driver has taken what garbage told it to take.
     */
    static boolean isOne(Throwable error) {
        boolean fromDriver =
                error instanceof SQLException || error instanceof OutOfMemoryError || isThrownBy(error, DRIVERS);
        return fromDriver && !hasOneOfOurs(error);
    }

    /** A mistake of the pool's own may come to its caller as the cause of what the pool says. */
    private static boolean hasOneOfOurs(Throwable error) {
        Throwable each = error;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (isMistake(each) && isThrownBy(each, OURS)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    /** What the pool has exceptions of its own for is meant. */
    private static boolean isMistake(Throwable error) {
        return (error instanceof RuntimeException || error instanceof Error)
                && !(error instanceof OutOfMemoryError)
                && !startsWith(error.getClass().getName(), OURS);
    }

    /** By the innermost frame that is not the JDK's. */
    private static boolean isThrownBy(Throwable error, List<String> packages) {
        return Arrays.stream(error.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> !startsWith(name, JDK))
                .findFirst()
                .filter(name -> startsWith(name, packages))
                .isPresent();
    }

    private static boolean startsWith(String name, List<String> packages) {
        return packages.stream().anyMatch(name::startsWith);
    }
}
