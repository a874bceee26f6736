package io.leasehold.lab.wait;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leasehold.lab.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Starts a JVM for one run and reads its answer. */
final class Fork {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Fork() {}

    static Result run(Jdk jdk, Run.Order order) throws InterruptedException {
        Process process = null;
        try {
            process = new ProcessBuilder(command(jdk, order))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0 || answer.isBlank()) {
                throw new IllegalStateException("The run of " + order.contestant() + ", "
                        + order.scenario().title() + " failed; what it said is above.");
            }
            return MAPPER.readValue(answer, Result.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    private static List<String> command(Jdk jdk, Run.Order order) throws JsonProcessingException {
        return List.of(
                jdk.java(),
                "-XX:+UseG1GC",
                "-Xms1g",
                "-Xmx1g",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                Run.class.getName(),
                MAPPER.writeValueAsString(order));
    }
}
