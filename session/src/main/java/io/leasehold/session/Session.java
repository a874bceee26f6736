package io.leasehold.session;

import java.time.Duration;

/**
 * One client's session, as the server sees it. It begins OPENING, is then ATTACHED, to connections or by calls, or DETACHED, and ends
 * once; then all it held goes back, newest first. Safe for any number of threads.
 */
public interface Session {

    /** As snapshots, logs and events have it; no secret. */
    String id();

    /** The authenticated user who opened it. */
    String principal();

    /** The user on whose behalf its work is done: the principal, if none was named. */
    String actingAs();

    SessionState state();

    /**
     * Has the session hold something, until it is released or the session gives it back by closing it. If the session has ended,
     * or is detached and may not hold such a thing any more, it is closed, on a worker, and refused.
     *
     * @param kind when it is given back, and what it keeps from happening meanwhile
     * @param name in words, for snapshots and for its owner, should it be lost; not a secret, nor SQL
     * @param resource closed once at most; its close may block, and runs on a worker
     * @throws SessionEndedException if the session has ended
     * @throws SessionRefusedException if it is detached and no longer holds such things
     */
    Held hold(HoldKind kind, String name, AutoCloseable resource);

    /**
     * Begins an operation, which waits until it is started.
     *
     * @param name as that of {@link #hold}
     * @throws SessionEndedException if the session has ended
     * @throws SessionRefusedException if the registry drains and the session is in no transaction
     */
    SessionOperation operation(String name);

    /**
     * After how long this session is idle from now on, zero for never.
     *
     * @throws IllegalArgumentException if it is out of range, or never where the session is kept without a connection
     */
    void idleTimeout(Duration value);

    /**
     * What becomes of this session when its last connection ends; counts at once if it has none now.
     *
     * @throws IllegalArgumentException if it is to be kept and is never idle, or the grace is out of range
     */
    void onDisconnect(OnDisconnect value);

    /** Ends the session for its client, who asked for it; gives false if it had ended. */
    boolean end();

    /**
     * Waits until the session has ended and all it held has been given back, or left to a worker because it hangs. An interrupt
     * ends the waiting, its flag kept.
     *
     * @return whether that is so
     */
    boolean awaitReturned(Duration timeout);
}
