package io.leasehold.lab.gateway;

import io.leasehold.lab.Jdk;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Starts {@link ReadRows}, once for each reading. Immutable. */
final class RowReader {
    static final int FETCH_SIZE = 10_000;

    /** Once for the compiler, and once that counts. */
    private static final int TIMES = 2;

    private final Jdk jdk;
    private final Profiling profiling;

    RowReader(Jdk jdk, Profiling profiling) {
        this.jdk = jdk;
        this.profiling = profiling;
    }

    /** @param noAutoCommit whether the driver streams only within a transaction */
    Reading.Found bare(String url, String user, String password, boolean noAutoCommit)
            throws IOException, InterruptedException {
        return read(Route.BARE, System.getProperty("java.class.path"), url, user, password, noAutoCommit);
    }

    Reading.Found byHive(Route route, int port, String database) throws IOException, InterruptedException {
        Path classes = ownClasses();
        Path client = classes.resolveSibling("client");
        try (var jars = Files.list(client)) {
            Path driver = jars.findFirst().orElseThrow();
            String url = "jdbc:hive2://127.0.0.1:" + port + "/" + database + ";auth=noSasl";
            return read(route, classes + File.pathSeparator + driver, url, "lab", "", false);
        }
    }

    private Reading.Found read(
            Route route, String classPath, String url, String user, String password, boolean noAutoCommit)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jdk.java(), "-XX:+UseG1GC", "-Xms1g", "-Xmx1g"));
        command.addAll(profiling.of("reader-" + route.name().toLowerCase(Locale.ROOT)));
        command.addAll(List.of(
                "-cp",
                classPath,
                ReadRows.class.getName(),
                url,
                user,
                password,
                Rows.READ_ALL,
                Integer.toString(FETCH_SIZE),
                Integer.toString(TIMES),
                Boolean.toString(noAutoCommit)));
        // Hive's driver says there that nobody wants its log
        Path complaints = Files.createTempFile("reader", ".err");
        Process process =
                new ProcessBuilder(command).redirectError(complaints.toFile()).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "The reading from " + url + " failed:\n" + Files.readString(complaints));
            }
            // a driver may have printed something before
            String last = said.substring(said.lastIndexOf('\n') + 1);
            long[] found =
                    Arrays.stream(last.split(" ")).mapToLong(Long::parseLong).toArray();
            return new Reading.Found(found[0], found[1], found[2], 0);
        } finally {
            process.destroyForcibly();
            Files.delete(complaints);
        }
    }

    private static Path ownClasses() {
        try {
            return Path.of(ReadRows.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
