package io.leasehold.lab;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A Java installation that forks may run on. Immutable.
 *
 * @param home as JAVA_HOME
 * @param version such as 17.0.15
 */
public record Jdk(Path home, String version) {
    public static Jdk current() {
        return new Jdk(Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
    }

    /** Reads the version from the installation's "release" file, without starting it. */
    public static Jdk at(Path home) {
        Properties release = new Properties();
        try (Reader in = Files.newBufferedReader(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "There is no JDK at " + home + ": its file \"release\" cannot be read.", e);
        }
        return new Jdk(home, release.getProperty("JAVA_VERSION", "?").replace("\"", ""));
    }

    public String java() {
        return home.resolve("bin").resolve("java").toString();
    }

    public boolean hasVirtualThreads() {
        return feature() >= 21;
    }

    /** Whether it tells of each library that uses sun.misc.Unsafe, JMH for one, unless it is asked not to. */
    public boolean warnsOfUnsafe() {
        return feature() >= 24;
    }

    private int feature() {
        return Runtime.Version.parse(version).feature();
    }
}
