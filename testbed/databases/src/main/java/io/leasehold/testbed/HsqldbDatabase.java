package io.leasehold.testbed;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** HSQLDB's server in a JVM of its own. Safe for use by many threads. */
final class HsqldbDatabase extends AbstractTestDatabase {
    private static final String ADMIN = "SA";
    private static final Duration NAP = Duration.ofMillis(10);
    private static final int MOST_NAPS = 12_000;
    private static final Duration CANCEL_LIMIT = Duration.ofSeconds(5);

    /** "invalid connection name" */
    private static final int NO_SUCH_SESSION = -4500;

    private HsqldbDatabase(int port, Path directory, ServerProcess process) {
        super(DatabaseKind.HSQLDB, new org.hsqldb.jdbc.JDBCDriver(), port, directory, process);
    }

    static HsqldbDatabase launch() {
        int port = FreePorts.next();
        Path directory = Workspace.running("hsqldb");
        ServerProcess process = JavaServer.process(
                org.hsqldb.server.Server.class,
                directory,
                List.of("-Dhsqldb.method_class_names=java.lang.Thread.sleep"),
                List.of(
                        "--address",
                        HOST,
                        "--port",
                        Integer.toString(port),
                        "--database.0",
                        "file:" + directory.resolve("app") + ";hsqldb.write_delay=false;hsqldb.lock_file=false",
                        "--dbname.0",
                        "app",
                        "--silent",
                        "true"));
        HsqldbDatabase database = new HsqldbDatabase(port, directory, process);
        database.start();
        database.setUp();
        return database;
    }

    private void setUp() {
        admin().execute("CREATE USER \"" + USER + "\" PASSWORD '" + PASSWORD + "' ADMIN");
        admin().execute("CREATE PROCEDURE TESTBED_SLEEP(IN MILLIS BIGINT) LANGUAGE JAVA NO SQL"
                + " EXTERNAL NAME 'CLASSPATH:java.lang.Thread.sleep'");
        admin().execute("CREATE FUNCTION TESTBED_NAP() RETURNS BIGINT READS SQL DATA BEGIN ATOMIC CALL TESTBED_SLEEP("
                + NAP.toMillis() + "); RETURN 1; END");
        admin().execute("CREATE TABLE TESTBED_NAPS(I INT PRIMARY KEY)");
        admin().execute("INSERT INTO TESTBED_NAPS SELECT I FROM UNNEST(SEQUENCE_ARRAY(1," + MOST_NAPS + ",1)) AS T(I)");
    }

    @Override
    Connection openAdmin() throws SQLException {
        return connect(jdbcUrl(), ADMIN, "");
    }

    @Override
    public String urlThrough(String host, int port) {
        return "jdbc:hsqldb:hsql://" + host + ":" + port + "/app";
    }

    @Override
    public List<DatabaseSession> sessions() {
        return admin().query(
                        "SELECT SESSION_ID, CURRENT_STATEMENT FROM INFORMATION_SCHEMA.SYSTEM_SESSIONS WHERE USER_NAME = '"
                                + USER + "'",
                        row -> {
                            String statement = row.getString(2);
                            boolean executing = statement != null && !statement.isEmpty();
                            return new DatabaseSession(row.getString(1), executing, executing ? statement : null);
                        });
    }

    @Override
    String sessionIdQuery() {
        return "CALL SESSION_ID()";
    }

    /** HSQLDB forgets a CLOSE that arrives while a statement runs: the statement is ended first. */
    @Override
    public void killSession(String sessionId) {
        cancelStatement(sessionId);
        Await.until(() -> isIdleOrGone(sessionId), CANCEL_LIMIT);
        admin().executeIfThere("ALTER SESSION " + Long.parseLong(sessionId) + " CLOSE", NO_SUCH_SESSION);
    }

    private boolean isIdleOrGone(String sessionId) {
        return sessions().stream().noneMatch(session -> session.id().equals(sessionId) && session.executing());
    }

    @Override
    public void cancelStatement(String sessionId) {
        admin().executeIfThere("ALTER SESSION " + Long.parseLong(sessionId) + " END STATEMENT", NO_SUCH_SESSION);
    }

    /** HSQLDB looks for a cancel only between rows of a table: many rows, each with a nap. */
    @Override
    public String sleepStatement(Duration time) {
        long naps = Math.max(1, time.dividedBy(NAP));
        if (naps > MOST_NAPS) {
            throw new IllegalArgumentException("HSQLDB sleeps for at most " + NAP.multipliedBy(MOST_NAPS));
        }
        return "SELECT COUNT(*) FROM TESTBED_NAPS WHERE I <= " + naps + " AND TESTBED_NAP() > 0";
    }

    @Override
    public void limitSessions(int maximum) {
        throw new UnsupportedOperationException("HSQLDB has no limit on sessions");
    }

    @Override
    public void unlimitSessions() {
        // There is none.
    }
}
