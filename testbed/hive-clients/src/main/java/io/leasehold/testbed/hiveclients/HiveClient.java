package io.leasehold.testbed.hiveclients;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A driver for HiveServer2 in a JVM of its own. What waits for the server waits there; every act has a form that gives a future, and
 * any number may be under way at once. Safe for use by many threads.
 *
 * <p>Errors of the driver come back as {@link SQLException}s with its message, state and code. When the client has ended or was
 * killed, what is under way fails with an {@link IOException}.
 */
public final class HiveClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ClientProcess client;
    private final Writer requests;
    private final Map<String, CompletableFuture<List<@Nullable String>>> pending = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile boolean ended;

    private HiveClient(ClientProcess client) {
        this.client = client;
        requests = new OutputStreamWriter(client.process().getOutputStream(), StandardCharsets.UTF_8);
        Thread reader =
                new Thread(this::readAnswers, "hive-client-" + client.process().pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the JVM, with nothing but the driver and its driver program on the class path. */
    public static HiveClient start(ClientKind kind) {
        List<String> classPath = new ArrayList<>(kind.jars());
        classPath.add(ClientJars.ownClasses().toString());
        return new HiveClient(
                ClientProcess.start(classPath, ClientProgram.class.getName(), List.of(kind.driver()), false));
    }

    /** Connects, and waits until the session is open; at most 60 s, as for all that waits. */
    public HiveConnection connect(String url, String user, String password) throws SQLException {
        return get(connecting(url, user, password));
    }

    /** The same, without waiting. */
    public CompletableFuture<HiveConnection> connecting(String url, String user, String password) {
        String name = newName();
        return send("connect", name, url, user, password).thenApply(done -> new HiveConnection(this, name));
    }

    public long pid() {
        return client.process().pid();
    }

    /** Ends the JVM by SIGKILL, whatever it does. Has ended on return. */
    public void kill() {
        client.kill();
    }

    /** What the driver has printed so far. */
    public String log() {
        return client.err();
    }

    /** Closes what is open as a well-behaved client does, and ends the JVM. Does nothing after a kill but tidy up. */
    @Override
    public void close() {
        client.close();
    }

    String newName() {
        return Long.toString(numbers.incrementAndGet());
    }

    /** The values of the answer, in a future that the client's reader completes. */
    CompletableFuture<List<@Nullable String>> send(String verb, @Nullable String... arguments) {
        String number = newName();
        List<@Nullable String> request = new ArrayList<>(List.of(number, verb));
        request.addAll(Arrays.asList(arguments));
        CompletableFuture<List<@Nullable String>> answer = new CompletableFuture<>();
        pending.put(number, answer);
        try {
            write(Line.of(request));
        } catch (IOException e) {
            answer.completeExceptionally(hasEnded(e));
        }
        // The reader may have ended between the two, and failed all but this one.
        if (ended) {
            answer.completeExceptionally(hasEnded(null));
        }
        return answer;
    }

    private void write(String line) throws IOException {
        synchronized (requests) {
            requests.write(line + "\n");
            requests.flush();
        }
    }

    private void readAnswers() {
        try (BufferedReader answers =
                new BufferedReader(new InputStreamReader(client.process().getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                answer(Line.fields(line));
            }
        } catch (IOException e) {
            // The pipe broke, which is an end like any other.
        }
        ended = true;
        pending.values().forEach(answer -> answer.completeExceptionally(hasEnded(null)));
        pending.clear();
    }

    private void answer(List<@Nullable String> answer) {
        CompletableFuture<List<@Nullable String>> asked = pending.remove(String.valueOf(answer.get(0)));
        if (asked == null) {
            return;
        }
        switch (String.valueOf(answer.get(1))) {
            case "ok" -> asked.complete(answer.subList(2, answer.size()));
            case "sql" ->
                asked.completeExceptionally(new SQLException(
                        answer.get(4), answer.get(2), Integer.parseInt(String.valueOf(answer.get(3)))));
            default ->
                asked.completeExceptionally(
                        new IllegalStateException("The client failed: " + answer.get(2) + "\n" + log()));
        }
    }

    private IOException hasEnded(@Nullable IOException cause) {
        EOFException end = new EOFException("The client of process " + pid() + " has ended: " + log());
        if (cause != null) {
            end.initCause(cause);
        }
        return end;
    }

    static <T> T get(CompletableFuture<T> future) throws SQLException {
        try {
            return Objects.requireNonNull(future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            if (e.getCause() instanceof IOException io) {
                throw new UncheckedIOException(io);
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("The client did not answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the client", e);
        }
    }
}
