package io.leasehold.lab.peers;

import java.sql.SQLException;

/** A pool in one configuration: a peer, or Leasehold itself. */
public interface PoolContestant extends Contestant {
    OpenPool open(Shape shape) throws SQLException;

    /** Whether a running thread may always take a free connection ahead of those who wait; such pools do not hand over. */
    default boolean letsRunningThreadsPass() {
        return true;
    }
}
