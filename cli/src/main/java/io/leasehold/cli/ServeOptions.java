package io.leasehold.cli;

import io.leasehold.drills.BadInputException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to be served, and where. Filled by picocli. */
final class ServeOptions {

    static final int PORT = 10_000;
    static final int HTTP_PORT = 10_001;
    static final int CONSOLE_PORT = 10_002;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings, in YAML. All else but --driver-jar is then said in it.")
    @Nullable Path config;

    @Option(
            names = "--backend",
            paramLabel = "URL",
            description = "The JDBC URL of a database to serve in place of the sample; without a password in it. "
                    + "Drivers of PostgreSQL, MariaDB, H2 and HSQLDB come along.")
    @Nullable String backend;

    @Option(
            names = "--driver-jar",
            paramLabel = "FILE",
            split = ",",
            description =
                    "The jar of a JDBC driver that does not come along, for --backend or for what --config names.")
    List<Path> driverJars = List.of();

    @Option(names = "--user", paramLabel = "NAME", description = "Who logs in at that database.")
    @Nullable String user;

    @Option(
            names = "--password",
            arity = "0",
            description =
                    "Ask for that user's password, or read it from standard input. Without this it is taken from the "
                            + "environment, " + Passwords.OF_BACKEND + ".")
    boolean password;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The file of the clients' passwords, which leasehold passwd writes: clients must log in.")
    @Nullable Path passwordFile;

    @Option(names = "--no-auth", description = "Serve that database to everybody on this machine without a login.")
    boolean noAuth;

    @Option(
            names = "--allow-superuser",
            description =
                    "Serve it also if its user may do everything there, files and programs of its machine included.")
    boolean allowSuperuser;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + PORT,
            description = "Where JDBC clients connect: ${DEFAULT-VALUE} if left out, 0 for a free port.")
    int port = PORT;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "" + HTTP_PORT,
            description = "Where they connect over HTTP: ${DEFAULT-VALUE} if left out, 0 for a free port.")
    int httpPort = HTTP_PORT;

    @Option(
            names = "--console-port",
            paramLabel = "PORT",
            defaultValue = "" + CONSOLE_PORT,
            description = "Where the console and the metrics are: ${DEFAULT-VALUE} if left out, 0 for a free port.")
    int consolePort = CONSOLE_PORT;

    /** @throws BadInputException naming the first thing that cannot be used */
    void check() {
        boolean ofBackend = user != null || password || noAuth || allowSuperuser;
        if (config != null) {
            if (backend != null || ofBackend || passwordFile != null || hasPorts()) {
                throw new BadInputException(
                        "--config FILE says all: write the backend, the logins and the ports into " + config + ".");
            }
            return;
        }
        if (backend == null && ofBackend) {
            throw new BadInputException(
                    "--user, --password, --no-auth and --allow-superuser are about the database of --backend: give --backend as well.");
        }
        if (noAuth && passwordFile != null) {
            throw new BadInputException("--no-auth and --password-file exclude each other: leave one of them out.");
        }
        if (backend != null) {
            checkBackend();
        }
        Ports.check("--port", port, Ports.OF_SERVER);
        Ports.check("--http-port", httpPort, Ports.OF_SERVER);
        Ports.check("--console-port", consolePort, Ports.OF_SERVER);
    }

    private void checkBackend() {
        if (user == null) {
            throw new BadInputException("--backend needs a user: give --user NAME, who logs in at that database.");
        }
        if (!noAuth && passwordFile == null) {
            throw new BadInputException("clients must log in: give --password-file FILE (" + Program.called()
                    + " passwd FILE NAME makes it), or --no-auth for a trial on this machine.");
        }
    }

    private boolean hasPorts() {
        return port != PORT || httpPort != HTTP_PORT || consolePort != CONSOLE_PORT;
    }
}
