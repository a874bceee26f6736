package io.leasehold.gateway.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link RawClient} in a JVM of its own, inside synchronous calls to each database. For the thread of a test. */
final class SyncClient implements AutoCloseable {

    private final Process process;

    private SyncClient(Process process) {
        this.process = process;
    }

    static SyncClient start(Front front) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RawClient.class.getName(),
                front.door().name(),
                Integer.toString(front.port()),
                front.trustStore().toString(),
                Front.USER,
                Front.PASSWORD));
        for (Behind behind : Behind.values()) {
            command.add(behind.database());
            command.add(behind.longStatement());
        }
        return new SyncClient(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** By SIGKILL; has ended on return. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("a killed process goes on");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
