package io.leasehold.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that is told one thing and answers one thing, both as JSON, and ends. Used by one thread. */
public final class AnsweringJvm {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Far longer than any of them takes. */
    private static final int HANGS_AFTER_MINUTES = 10;

    /** What is measured. */
    public interface Measurement<O, A> {
        A of(O order) throws Exception;
    }

    private AnsweringJvm() {}

    /**
     * Asks.
     *
     * @param main its main method calls {@link #answer}
     * @param what runs there, for the error
     */
    public static <A> A ask(Jdk jdk, Class<?> main, Object order, Class<A> answer, Object what)
            throws InterruptedException {
        return ask(jdk, List.of(), main, order, answer, what);
    }

    /**
     * Asks a JVM with options of its own.
     *
     * @param options after those that every such JVM has
     * @param main its main method calls {@link #answer}
     * @param what runs there, for the error
     */
    public static <A> A ask(Jdk jdk, List<String> options, Class<?> main, Object order, Class<A> answer, Object what)
            throws InterruptedException {
        try {
            return MAPPER.readValue(output(command(jdk, options, main, order), what), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The error of a measurement whose thread was interrupted; the thread's flag is set again. */
    public static IllegalStateException interrupted(Object what, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("The run of " + what + " was interrupted.", cause);
    }

    private static String output(List<String> command, Object what) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        CompletableFuture<?> guard = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(HANGS_AFTER_MINUTES, TimeUnit.MINUTES));
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (guard.isDone()) {
                throw new IllegalStateException(
                        "The run of " + what + " gave no answer within " + HANGS_AFTER_MINUTES + " minutes.");
            }
            if (status != 0 || output.isBlank()) {
                throw new IllegalStateException("The run of " + what + " failed; what it said is above.");
            }
            return output;
        } finally {
            guard.cancel(false);
            process.destroyForcibly();
        }
    }

    private static List<String> command(Jdk jdk, List<String> options, Class<?> main, Object order) throws IOException {
        List<String> command = new ArrayList<>(List.of(jdk.java(), "-XX:+UseG1GC", "-Xms1g", "-Xmx1g"));
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(main.getName(), MAPPER.writeValueAsString(order)));
        return command;
    }

    /** By the main method of the JVM that was asked: measures, answers and ends it. */
    public static <O, A> void answer(String[] arguments, Class<O> order, Measurement<O, A> measurement)
            throws Exception {
        // whatever a driver or pool prints must not mix with the answer
        PrintStream answer = System.out;
        System.setOut(System.err);
        A measured = measurement.of(MAPPER.readValue(arguments[0], order));
        answer.println(MAPPER.writeValueAsString(measured));
        answer.flush();
        // a pool's threads may be no daemons, and what they do now is not measured
        Runtime.getRuntime().halt(0);
    }
}
