package io.leasehold.drills.dropped;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client's JVM, which can be killed. For one thread. */
final class SqlClientProcess implements AutoCloseable {

    private static final long GONE_SECONDS = 10;

    private final Process process;

    /** Starts it, with what this JVM has on its class path. */
    SqlClientProcess(String url, int sessions, String statement) throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SqlClientProgram.class.getName(),
                        url,
                        Integer.toString(sessions),
                        statement))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL: it says nothing to anybody any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(GONE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
