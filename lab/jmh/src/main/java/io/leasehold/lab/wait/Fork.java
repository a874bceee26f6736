package io.leasehold.lab.wait;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leasehold.lab.Jdk;
import io.leasehold.lab.peers.PoolContestant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One JVM that runs one contestant in one scenario and answers with its result. Immutable. */
record Fork(Scenario scenario, Jdk jdk, PoolContestant contestant) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    Result run(Pace pace, Capacity capacity) {
        try {
            double perSecond = scenario.load() == 0 ? 0 : scenario.load() / 100.0 * capacity.of(scenario);
            return answer(new Run.Order(scenario, contestant.id(), pace.warmUpMillis(), pace.millis(), perSecond));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run of " + this + " was interrupted.", e);
        }
    }

    private Result answer(Run.Order order) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(order))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0 || answer.isBlank()) {
                throw new IllegalStateException("The run of " + this + " failed; what it said is above.");
            }
            return MAPPER.readValue(answer, Result.class);
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(Run.Order order) throws JsonProcessingException {
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

    @Override
    public String toString() {
        return contestant.id() + ", " + scenario.title() + "; JDK " + jdk.version();
    }
}
