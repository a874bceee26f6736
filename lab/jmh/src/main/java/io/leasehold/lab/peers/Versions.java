package io.leasehold.lab.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions this was built with, written into a resource by the build. Thread-safe. */
public final class Versions {
    private static final Properties BUILT_WITH = load();

    private Versions() {}

    public static String of(String product) {
        return BUILT_WITH.getProperty(product, "(unknown version)");
    }

    private static Properties load() {
        Properties versions = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("/lab-versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }
}
