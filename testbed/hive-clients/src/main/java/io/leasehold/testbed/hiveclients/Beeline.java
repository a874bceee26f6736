package io.leasehold.testbed.hiveclients;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Hive's shell, run once with statements from its command line. Safe for use by many threads. */
public final class Beeline implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String MAIN = "org.apache.hive.beeline.BeeLine";

    private final ClientProcess client;

    /**
     * What a run came to. Immutable.
     *
     * @param status the exit status
     * @param out what it printed: results
     * @param err what it said beside: connections, times, errors
     */
    public record Result(int status, String out, String err) {}

    private Beeline(ClientProcess client) {
        this.client = client;
    }

    /** Starts it with a statement for each text; it ends by itself after the last one. */
    public static Beeline start(String url, String user, String password, String... statements) {
        List<String> arguments =
                new ArrayList<>(List.of("-u", url, "-n", user, "-p", password, "--outputformat=csv2", "--color=false"));
        for (String statement : statements) {
            arguments.add("-e");
            arguments.add(statement);
        }
        return new Beeline(ClientProcess.start(jars(), MAIN, arguments, true));
    }

    /** Runs it to its end. */
    public static Result run(String url, String user, String password, String... statements) {
        try (Beeline beeline = start(url, user, password, statements)) {
            return beeline.result();
        }
    }

    /** The driver comes first: it has classes of its own of what Hadoop has too. */
    private static List<String> jars() {
        List<String> jars = new ArrayList<>(ClientKind.HIVE_JDBC.jars());
        jars.addAll(ClientJars.in("beeline"));
        return jars;
    }

    /** Waits for its end, at most two minutes. */
    public Result result() {
        if (!client.awaitEnd(PATIENCE)) {
            throw new IllegalStateException("beeline did not end: " + client.out() + client.err());
        }
        return new Result(client.process().exitValue(), client.out(), client.err());
    }

    public long pid() {
        return client.process().pid();
    }

    /** Ends it by SIGKILL. Has ended on return. */
    public void kill() {
        client.kill();
    }

    @Override
    public void close() {
        client.close();
    }
}
