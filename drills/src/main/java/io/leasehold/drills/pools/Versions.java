package io.leasehold.drills.pools;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Versions of libraries, as their own jars say them. Stateless. */
final class Versions {

    private Versions() {}

    /** The version of the Maven artifact that the class came with, or nothing if its jar does not say. */
    static String of(Class<?> ours, String group, String artifact) {
        Properties pom = new Properties();
        try (InputStream in =
                ours.getResourceAsStream("/META-INF/maven/" + group + "/" + artifact + "/pom.properties")) {
            if (in != null) {
                pom.load(in);
            }
        } catch (IOException e) {
            // A version that cannot be read is left out of the report; nothing depends on it.
            return "";
        }
        return pom.getProperty("version", "");
    }
}
