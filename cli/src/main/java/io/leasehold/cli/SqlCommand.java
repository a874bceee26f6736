package io.leasehold.cli;

import io.leasehold.drills.BadInputException;
import io.leasehold.gateway.client.CannotConnectException;
import io.leasehold.gateway.client.CsvWriter;
import io.leasehold.gateway.client.HiveSession;
import io.leasehold.gateway.client.HiveUrl;
import io.leasehold.gateway.client.Login;
import io.leasehold.gateway.client.ResultWriter;
import io.leasehold.gateway.client.StatementFailedException;
import io.leasehold.gateway.client.TableWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leasehold sql}: asks a HiveServer2, the gateway above all, and shows what it answers. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpWidth = 100,
        description =
                "Runs one statement on a gateway, or on any other HiveServer2, and prints its result. Ctrl-C cancels it.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:it ran",
            "1:it failed, the connection broke, or its result could not be written whole; the message says which",
            "2:it was not run: something given cannot be used, nobody answers, or the login was refused"
        })
final class SqlCommand implements Callable<Integer> {

    /** Where {@code leasehold serve} listens unless it is told otherwise. */
    static final String DEFAULT_URL = "jdbc:hive2://localhost:10000/default;auth=noSasl";

    private static final int FAILED = 1;
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    /** How a result is written. */
    enum Format {
        table,
        csv
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "STATEMENT", arity = "1", description = "One statement, in quotes.")
    private String statement = "";

    @Option(
            names = {"-u", "--url"},
            paramLabel = "URL",
            defaultValue = DEFAULT_URL,
            description =
                    "The server's URL, as Hive's JDBC driver has it; the gateway's on this machine if left out: ${DEFAULT-VALUE}.")
    private String url = DEFAULT_URL;

    @Option(
            names = {"-n", "--user"},
            paramLabel = "NAME",
            description = "Who logs in; your name on this machine if left out.")
    private @Nullable String user;

    @Option(
            names = {"-p", "--password"},
            arity = "0",
            description =
                    "Ask for the password, or read it from standard input. Without this it is taken from the environment, "
                            + Passwords.OF_CLIENT + ".")
    private boolean password;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, for people, or csv (RFC 4180), which tells null from an empty text.")
    private Format format = Format.table;

    @Option(names = "--verbose", description = "Show stack traces.")
    private boolean verbose;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        if (statement.isBlank()) {
            throw new BadInputException("Give a statement, in quotes.");
        }
        try {
            HiveUrl server = HiveUrl.parse(url);
            Login login = login(server);
            try (HiveSession session = open(server, login)) {
                return run(session);
            }
        } catch (CannotConnectException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private static HiveSession open(HiveUrl server, Login login) throws CannotConnectException {
        try {
            return HiveSession.open(server, login);
        } catch (CannotConnectException e) {
            if (e.isLoginRefused() && login.password().isEmpty()) {
                throw new CannotConnectException(
                        e.getMessage() + " No password was given: -p asks for it, or give it in " + Passwords.OF_CLIENT
                                + ".",
                        e);
            }
            throw e;
        }
    }

    private Login login(HiveUrl server) throws IOException {
        String name = user != null ? user : server.user().isEmpty() ? System.getProperty("user.name") : server.user();
        return new Login(name, Passwords.of(password, "Password of " + name, Passwords.OF_CLIENT));
    }

    private int run(HiveSession session) {
        PrintWriter out = spec.commandLine().getOut();
        ResultWriter writer = format == Format.csv ? new CsvWriter(out) : new TableWriter(out, Terminal.width());
        AtEnd farewell = new AtEnd("farewell", () -> sayFarewell(session));
        try {
            session.run(statement, writer);
            if (out.checkError()) {
                say("the result could not be written whole: whoever read it has gone, or there is no room for it.");
                return FAILED;
            }
            return 0;
        } catch (StatementFailedException e) {
            String state = e.sqlState().isEmpty() ? "" : e.sqlState() + ": ";
            say(state + e.getMessage());
            if (verbose) {
                PrintWriter err = spec.commandLine().getErr();
                e.printStackTrace(err);
                err.flush();
            }
            return FAILED;
        } finally {
            farewell.cancel();
        }
    }

    private void say(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.qualifiedName() + ": " + what);
        err.flush();
    }

    /** On Ctrl-C this JVM ends; first the statement is to end at the server. */
    private static void sayFarewell(HiveSession session) {
        session.cancel();
        try {
            session.awaitClosed(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
