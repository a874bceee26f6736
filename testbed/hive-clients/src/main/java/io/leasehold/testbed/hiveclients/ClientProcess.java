package io.leasehold.testbed.hiveclients;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM with a client in it, started with the Java that runs the test. Its input is a pipe from this JVM, so that it sees the end of
 * it however this one ends. Safe for use by many threads.
 */
final class ClientProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path home;

    private ClientProcess(Process process, Path home) {
        this.process = process;
        this.home = home;
    }

    /** @param outToFile whether what it prints goes to a file and is read by {@link #out()}; else it is in a pipe */
    static ClientProcess start(List<String> classPath, String main, List<String> arguments, boolean outToFile) {
        try {
            Path home = Files.createTempDirectory("hive-client");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "-Dfile.encoding=UTF-8",
                    // Clients read settings and write histories there.
                    "-Duser.home=" + home,
                    "-Djava.io.tmpdir=" + home,
                    "-cp",
                    String.join(File.pathSeparator, classPath),
                    main));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectError(errFile(home).toFile());
            if (outToFile) {
                builder.redirectOutput(outFile(home).toFile());
            }
            builder.environment().keySet().removeIf(name -> name.startsWith("HADOOP_") || name.startsWith("HIVE_"));
            return new ClientProcess(builder.start(), home);
        } catch (IOException e) {
            throw new UncheckedIOException("The client's JVM does not start", e);
        }
    }

    private static Path outFile(Path home) {
        return home.resolve("out");
    }

    private static Path errFile(Path home) {
        return home.resolve("err");
    }

    Process process() {
        return process;
    }

    String out() {
        return text(outFile(home));
    }

    String err() {
        return text(errFile(home));
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            return "(unread: " + e + ")";
        }
    }

    /** Ends it at once, by SIGKILL where there are signals: nothing is said to the server but what the kernel says. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(PATIENCE);
    }

    /** Whether it has ended within the time. */
    boolean awaitEnd(Duration atMost) {
        try {
            return process.waitFor(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends its input, insists after a while, and deletes what it has written. */
    void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended, and the pipe with it.
        }
        if (!awaitEnd(PATIENCE)) {
            kill();
        }
        delete(home.toFile());
    }

    private static void delete(File file) {
        File[] inside = file.listFiles();
        if (inside != null) {
            for (File each : inside) {
                delete(each);
            }
        }
        if (!file.delete()) {
            file.deleteOnExit();
        }
    }
}
