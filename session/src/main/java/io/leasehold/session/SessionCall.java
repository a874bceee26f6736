package io.leasehold.session;

import java.util.List;

/**
 * A call of a client in its session. While it lasts the session is not idle; it may end under it all the same. Whoever began it
 * closes it, once or more often.
 */
public interface SessionCall extends AutoCloseable {

    Session session();

    /**
     * What the session lost while it was detached, told to the first call that brings it back and to no other; mostly empty.
     */
    List<SessionLoss> losses();

    @Override
    void close();
}
