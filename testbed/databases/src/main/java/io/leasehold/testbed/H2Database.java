package io.leasehold.testbed;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** H2's TCP server in a JVM of its own. Safe for use by many threads. */
final class H2Database extends AbstractTestDatabase {
    private static final String ADMIN = "sa";

    private H2Database(int port, Path directory, ServerProcess process) {
        super(DatabaseKind.H2, new org.h2.Driver(), port, directory, process);
    }

    static H2Database launch() {
        int port = FreePorts.next();
        Path directory = Workspace.running("h2");
        ServerProcess process = JavaServer.process(
                org.h2.tools.Server.class,
                directory,
                // After a wrong password H2 makes everybody wait, up to four seconds each and one after the other.
                List.of("-Dh2.bindAddress=" + HOST, "-Dh2.delayWrongPasswordMin=0"),
                List.of("-tcp", "-tcpPort", Integer.toString(port), "-ifNotExists", "-baseDir", directory.toString()));
        H2Database database = new H2Database(port, directory, process);
        database.start();
        database.setUp();
        return database;
    }

    private void setUp() {
        admin().execute("CREATE USER " + USER + " PASSWORD '" + PASSWORD + "' ADMIN");
        admin().execute("CREATE ALIAS TESTBED_SLEEP FOR 'java.lang.Thread.sleep(long)'");
        // H2 writes what is committed half a second later; a crash before that would take the user along.
        admin().execute("CHECKPOINT SYNC");
    }

    @Override
    Connection openAdmin() throws SQLException {
        return connect(jdbcUrl() + ";DB_CLOSE_DELAY=-1", ADMIN, "");
    }

    @Override
    public String urlThrough(String host, int port) {
        return "jdbc:h2:tcp://" + host + ":" + port + "/./app";
    }

    @Override
    public List<DatabaseSession> sessions() {
        return admin().query(
                        "SELECT SESSION_ID, EXECUTING_STATEMENT FROM INFORMATION_SCHEMA.SESSIONS WHERE USER_NAME = '"
                                + USER.toUpperCase(Locale.ROOT) + "'",
                        row -> new DatabaseSession(row.getString(1), row.getString(2) != null, row.getString(2)));
    }

    @Override
    String sessionIdQuery() {
        return "CALL SESSION_ID()";
    }

    @Override
    public void killSession(String sessionId) {
        admin().execute("CALL ABORT_SESSION(" + Integer.parseInt(sessionId) + ")");
    }

    @Override
    public void cancelStatement(String sessionId) {
        admin().execute("CALL CANCEL_SESSION(" + Integer.parseInt(sessionId) + ")");
    }

    /** H2 has no sleep of its own, and looks for a cancel only every 128 rows: many rows, each with a short sleep. */
    @Override
    public String sleepStatement(Duration time) {
        return "SELECT COUNT(*) FROM SYSTEM_RANGE(1, " + time.toMillis() + ") WHERE TESTBED_SLEEP(1) IS NOT NULL";
    }

    @Override
    public void limitSessions(int maximum) {
        throw new UnsupportedOperationException("H2 has no limit on sessions");
    }

    @Override
    public void unlimitSessions() {
        // There is none.
    }
}
