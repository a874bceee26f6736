package io.leasehold.testbed;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** PostgreSQL 17. Safe for use by many threads. */
final class PostgresDatabase extends AbstractTestDatabase {
    private static final String ADMIN = "postgres";
    private static final String SILENCE_LIMITS = "?connectTimeout=5&socketTimeout=10&ApplicationName=testbed";

    private PostgresDatabase(int port, Path directory, ServerProcess process) {
        super(DatabaseKind.POSTGRESQL, new org.postgresql.Driver(), port, directory, process);
    }

    static PostgresDatabase launch() {
        Path installation = Workspace.installed("postgres-17", PostgresDatabase::install);
        int port = FreePorts.next();
        Path directory = Workspace.running("postgres");
        Path data = directory.resolve("data");
        Workspace.copy(installation.resolve("data"), data);
        // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients to leave.
        ServerProcess process = new ServerProcess(command(installation, data, port), Map.of(), directory, "INT");
        PostgresDatabase database = new PostgresDatabase(port, directory, process);
        database.start();
        return database;
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it takes itself for nobody. */
    private static List<String> command(Path installation, Path data, int port) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(program(installation).toString());
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port), "-F"));
        for (String setting : List.of(
                "listen_addresses=" + HOST,
                "unix_socket_directories=",
                "max_connections=120",
                "shared_buffers=16MB",
                "max_wal_size=64MB",
                "timezone=UTC")) {
            command.addAll(List.of("-c", setting));
        }
        return command;
    }

    private static Path program(Path installation) {
        try {
            return Path.of(Files.readString(installation.resolve("program")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The library unpacks its binaries, makes a data directory and starts a server on it, to be set up and shut down. */
    private static void install(Path directory) throws IOException, SQLException {
        Path data = directory.resolve("data");
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(directory.toFile())
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setDataDirectoryCustomizer(PostgresDatabase::askForPasswords)
                        .setServerConfig("unix_socket_directories", "''")
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
                Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE DATABASE " + USER + " OWNER " + USER);
        }
        try (var programs = Files.walk(directory)) {
            Path program = programs.filter(file -> file.endsWith("bin/postgres"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(directory.resolve("program"), program.toString());
        }
    }

    /** The library trusts everybody; a refused login needs a server that checks. */
    private static void askForPasswords(File data) {
        String rules = String.format(
                Locale.ROOT,
                "host all %s 127.0.0.1/32 trust%nhost all %s ::1/128 trust%nhost all all 127.0.0.1/32 scram-sha-256%n",
                ADMIN,
                ADMIN);
        try {
            Files.writeString(data.toPath().resolve("pg_hba.conf"), rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    Connection openAdmin() throws SQLException {
        return connect(jdbcUrl() + SILENCE_LIMITS, ADMIN, "");
    }

    @Override
    public String urlThrough(String host, int port) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + USER;
    }

    @Override
    public List<DatabaseSession> sessions() {
        return admin().query(
                        "SELECT pid, state, query FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename = '"
                                + USER + "'",
                        row -> {
                            boolean executing = "active".equals(row.getString(2));
                            return new DatabaseSession(
                                    row.getString(1), executing, executing ? row.getString(3) : null);
                        });
    }

    @Override
    String sessionIdQuery() {
        return "SELECT pg_backend_pid()";
    }

    @Override
    public void killSession(String sessionId) {
        admin().query("SELECT pg_terminate_backend(" + Integer.parseInt(sessionId) + ")", row -> row.getBoolean(1));
    }

    @Override
    public void cancelStatement(String sessionId) {
        admin().query("SELECT pg_cancel_backend(" + Integer.parseInt(sessionId) + ")", row -> row.getBoolean(1));
    }

    @Override
    public String sleepStatement(Duration time) {
        return "SELECT pg_sleep(" + time.toMillis() / 1000.0 + ")";
    }

    @Override
    public void limitSessions(int maximum) {
        admin().execute("ALTER ROLE " + USER + " CONNECTION LIMIT " + maximum);
    }

    @Override
    public void unlimitSessions() {
        limitSessions(-1);
    }
}
