package io.leasehold.testbed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A real database server on the loopback interface, seen from outside: where it listens, which sessions it has, and how
 * it is hurt. Safe for use by many threads; starting and stopping it is for one thread at a time.
 *
 * <p>What is asked of the server goes over one administrator's connection that no pool owns and that is not counted.
 * Nothing can be asked while the server is stopped or frozen.
 */
public interface TestDatabase extends AutoCloseable {

    DatabaseKind kind();

    String host();

    int port();

    String user();

    String password();

    /** The driver's class, for settings that take one. */
    String driverClassName();

    /** The URL of the server itself, without user and password. */
    default String jdbcUrl() {
        return urlThrough(host(), port());
    }

    /** The same URL with another address in it: that of a proxy in front of the server. */
    String urlThrough(String host, int port);

    /** Opens a connection that no pool knows of, as {@link #user()}, straight to the server. */
    Connection connect() throws SQLException;

    /** The sessions of {@link #user()}, in no particular order. */
    List<DatabaseSession> sessions();

    default int countSessions() {
        return sessions().size();
    }

    /** The id under which {@link #sessions()} lists this connection. */
    String sessionId(Connection connection) throws SQLException;

    /** Ends a session from the server's side, whatever it is doing. An unknown id does nothing. */
    void killSession(String sessionId);

    /** Cancels the statement that the session is running, if any; the session stays. */
    void cancelStatement(String sessionId);

    /** A statement that keeps the server waiting for that long, without a result that matters, and that can be cancelled. */
    String sleepStatement(Duration time);

    /**
     * Lets at most this many sessions of {@link #user()} in; those beyond are refused as a full server does. Sessions
     * that exist are left alone.
     *
     * @throws UnsupportedOperationException if the server has no such limit (H2, HSQLDB)
     */
    void limitSessions(int maximum);

    /** Takes the limit away again; does nothing where there is none. */
    void unlimitSessions();

    /** Starts the server again on the same port and with the same data; does nothing if it runs. */
    void start();

    /** Shuts the server down in good order: clients see their connections closed. */
    void stop();

    /** Ends the server at once (SIGKILL): nothing is said to clients but what the kernel says. */
    void crash();

    /** Stops the server's processes without ending them (SIGSTOP): it still accepts and answers nothing. */
    void freeze();

    /** Lets a frozen server go on (SIGCONT). */
    void thaw();

    boolean isRunning();

    /** Ends the server for good and deletes its data. */
    @Override
    void close();
}
