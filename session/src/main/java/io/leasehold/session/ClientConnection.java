package io.leasehold.session;

/** A client's connection to the server, from its start to its end. Safe for any number of threads. */
public interface ClientConnection {

    /** Unique in its registry. */
    long id();

    String address();

    ConnectionKind kind();

    /**
     * Opens a session that hangs on this connection. It is in the registry, and counts against the limits, before the opener
     * runs, on this thread: if the client goes meanwhile, it ends, what it holds goes back, and what the opener has it hold
     * afterwards is closed.
     *
     * @param principal the authenticated user; only who is authenticated as the same may use the session
     * @param opener does what takes time
     * @throws SessionRefusedException if a limit is reached, the connection has ended, or the registry drains
     * @throws SessionEndedException if the session ended while the opener ran
     * @throws IllegalArgumentException if the options contradict the settings
     * @throws E what the opener threw; the session has ended then
     */
    <E extends Exception> OpenedSession open(String principal, SessionOptions options, SessionOpener<E> opener)
            throws E;

    /**
     * Begins a call in a session, and attaches the session to this connection. Every call must be closed.
     *
     * @param token as the client presented it
     * @param principal who the client is authenticated as
     * @throws NoSuchSessionException if there is no such session for this secret and principal
     * @throws SessionEndedException if there was, and it is remembered; tells why it ended
     * @throws SessionRefusedException if this connection has ended
     */
    SessionCall call(SessionToken token, String principal);

    /**
     * The connection has ended: sessions that hang on no other end or are detached, as their {@link OnDisconnect} says. A
     * second time does nothing.
     */
    void end();
}
