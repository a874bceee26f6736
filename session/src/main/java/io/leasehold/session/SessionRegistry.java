package io.leasehold.session;

import java.time.Duration;

/**
 * The sessions of one server and the connections they hang on, many to many: a connection may carry several sessions, and a
 * session be used over several connections. When its last connection ends a session ends at once, after a grace, or not before
 * it is idle ({@link OnDisconnect}), and all that it holds goes back. Safe for any number of threads.
 *
 * <pre>{@code
 * ClientConnection connection = registry.start("192.0.2.7", ConnectionKind.LASTING);
 * try {
 *     SessionToken token = connection.open("ann", SessionOptions.DEFAULT, session -> prepare(session)).token();
 *     try (SessionCall call = connection.call(token, "ann")) {
 *         call.session().hold(HoldKind.CURSOR, "cursor 1", cursor);
 *     }
 * } finally {
 *     connection.end();
 * }
 * }</pre>
 *
 * <p>No method here runs what a session holds: that is given back on workers, newest first, each bounded by
 * {@link SessionConfig#closeTimeout()}.
 */
public interface SessionRegistry extends AutoCloseable {

    /** Starts to describe a registry, which logs and events call by this name. */
    static SessionRegistryBuilder named(String name) {
        return new SessionRegistryBuilder(name);
    }

    String name();

    SessionConfig config();

    /**
     * A client's connection has started. Whoever calls this sees to it that {@link ClientConnection#end} is called when it is
     * gone, however that came about.
     *
     * @param address where the client is, as logs, limits and snapshots have it: a host, without its port
     * @throws SessionRefusedException if the registry is closed
     */
    ClientConnection start(String address, ConnectionKind kind);

    /**
     * Ends a session against its client's will, for the server's operator.
     *
     * @param sessionId as snapshots have it
     * @param by who did it; told to the listener
     * @return false if there is no such session, or it had ended
     */
    boolean end(String sessionId, String by);

    /** A consistent reading of everything; takes time in proportion to what there is. */
    SessionRegistrySnapshot snapshot();

    /**
     * Opens nothing more, ends each session as soon as nothing runs in it, and at the deadline all that are left; then closes
     * the registry. A session in which nothing runs has no call, no operation that waits or runs, no transaction and no result
     * that is unread; in the others new operations are refused but for those within a transaction. Who drains or closes
     * meanwhile can only bring the deadline forward. An interrupt ends the waiting, its flag kept.
     *
     * @param timeout zero or more
     * @return whether all sessions ended by themselves
     * @throws IllegalArgumentException if the timeout is negative
     */
    boolean drain(Duration timeout);

    /** Drains without waiting for anything that runs; waits for what is given back, twice the close timeout at most. */
    @Override
    void close();
}
