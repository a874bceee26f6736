package io.leasehold.lab.peers;

import java.sql.SQLException;

/** A pool in one configuration: a peer, or Leasehold itself. */
public interface PoolContestant extends Contestant {
    OpenPool open(Shape shape) throws SQLException;

    /** Whether a thread that runs may take a free connection ahead of those who wait; the others hand over. */
    default boolean letsRunningThreadsPass() {
        return true;
    }
}
