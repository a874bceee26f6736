package io.leasehold.session;

/**
 * Does what it takes to open a session and may take long.
 *
 * @param <E> what it may throw
 */
@FunctionalInterface
public interface SessionOpener<E extends Exception> {

    /** Opens what the session needs, and has the session hold it. The session may end at any moment meanwhile. */
    void open(Session session) throws E;
}
