package io.leasehold.testbed;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/** What all servers share: a process, an administrator's connection, and waiting until a start has succeeded. */
abstract class AbstractTestDatabase implements TestDatabase {
    static final String HOST = "127.0.0.1";
    static final String USER = "app";
    static final String PASSWORD = "app-secret";

    private static final Duration START_LIMIT = Duration.ofSeconds(100);
    private static final Duration START_POLL = Duration.ofMillis(20);

    private final DatabaseKind kind;
    private final Driver driver;
    private final int port;
    private final Path directory;
    private final ServerProcess process;
    private final AdminConnection admin;

    /** Takes the process over unstarted: {@link #start()} is the caller's next step. */
    AbstractTestDatabase(DatabaseKind kind, Driver driver, int port, Path directory, ServerProcess process) {
        this.kind = kind;
        this.driver = driver;
        this.port = port;
        this.directory = directory;
        this.process = process;
        this.admin = new AdminConnection(this::openAdmin);
    }

    /** Opens a connection that may see and end the sessions of others, and that gives up when the server is silent. */
    abstract Connection openAdmin() throws SQLException;

    /** Whether the log of a server that is starting says that connecting is worth a try. */
    boolean isReady(String log) {
        return true;
    }

    /** A query for one row with one column: the asking session's id. */
    abstract String sessionIdQuery();

    final AdminConnection admin() {
        return admin;
    }

    final Connection connect(String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new TestbedException(driver.getClass().getName() + " does not know the URL " + url);
        }
        return connection;
    }

    @Override
    public final DatabaseKind kind() {
        return kind;
    }

    @Override
    public final String host() {
        return HOST;
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public final String user() {
        return USER;
    }

    @Override
    public final String password() {
        return PASSWORD;
    }

    @Override
    public final String driverClassName() {
        return driver.getClass().getName();
    }

    @Override
    public final Connection connect() throws SQLException {
        return connect(jdbcUrl(), user(), password());
    }

    @Override
    public final String sessionId(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sessionIdQuery())) {
            result.next();
            return result.getString(1);
        }
    }

    @Override
    public final void start() {
        if (process.isAlive()) {
            return;
        }
        process.start();
        long begin = System.nanoTime();
        while (!isReady(process.log()) || !admin.canConnect()) {
            if (!process.isAlive() || System.nanoTime() - begin > START_LIMIT.toNanos()) {
                process.crash();
                throw new TestbedException(
                        kind + " did not start on port " + port + "; its log says:\n" + process.log());
            }
            LockSupport.parkNanos(START_POLL.toNanos());
        }
    }

    @Override
    public final void stop() {
        admin.close();
        process.stop();
    }

    @Override
    public final void crash() {
        process.crash();
        admin.close();
    }

    @Override
    public final void freeze() {
        process.freeze();
    }

    @Override
    public final void thaw() {
        process.thaw();
    }

    @Override
    public final boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public final void close() {
        crash();
        Workspace.delete(directory);
    }

    @Override
    public final String toString() {
        return kind + " on " + HOST + ":" + port;
    }
}
