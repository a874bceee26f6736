package io.leasehold.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own that says one line once it is ready, then answers a line to each line, both as JSON, and ends with its input, however
 * this JVM ends. Used by one thread at a time.
 */
public final class ServingJvm implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;
    private final String title;
    private final String hello;

    private ServingJvm(Process process, String title) throws IOException {
        this.process = process;
        this.title = title;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.hello = line();
    }

    /** @param options of the JVM */
    public static ServingJvm start(Jdk jdk, Class<?> main, List<String> options, Object order) throws IOException {
        List<String> command = new ArrayList<>(List.of(jdk.java(), "-XX:+UseG1GC"));
        command.addAll(options);
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                MAPPER.writeValueAsString(order)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return new ServingJvm(process, main.getSimpleName());
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** What it said when it was ready. */
    public <A> A hello(Class<A> answer) throws IOException {
        return MAPPER.readValue(hello, answer);
    }

    public <A> A ask(String question, Class<A> answer) throws IOException {
        in.println(question);
        return MAPPER.readValue(line(), answer);
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IllegalStateException(title + " has ended; what it said is above.");
        }
        return line;
    }

    @Override
    public void close() {
        in.close();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
