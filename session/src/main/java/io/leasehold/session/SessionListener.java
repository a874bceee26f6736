package io.leasehold.session;

/**
 * Is told what happens in a registry, after it happened and with no lock held: one event at a time, on workers, in the order in
 * which things happened. Who listens for longer than events come is told of the newest 10,000 only. What a listener throws is
 * logged and otherwise ignored.
 */
public interface SessionListener {

    default void connectionStarted(SessionEvent event) {}

    /** A connection has ended. */
    default void connectionEnded(SessionEvent event) {}

    /** A session was opened; the duration is the opener's. */
    default void opened(SessionEvent event) {}

    /** An open was refused; the detail says by what. */
    default void refused(SessionEvent event) {}

    /** A session is used over a connection that it was not attached to, or came back by a call. */
    default void attached(SessionEvent event) {}

    /** A session's last connection has ended, or its calls have. */
    default void detached(SessionEvent event) {}

    /** A session has ended; the reason says why, the duration is its life. What it held is being given back. */
    default void ended(SessionEvent event) {}

    /** A close of something that a session held failed; the cause says how. */
    default void closeFailed(SessionEvent event) {}

    /** A close hangs, and was left to its worker; the duration is for how long. */
    default void closeHangs(SessionEvent event) {}
}
