package io.leasehold.lab.peers;

import java.sql.SQLException;

/** A pool in one configuration: a peer, or Leasehold itself. */
public interface PoolContestant extends Contestant {
    OpenPool open(Shape shape) throws SQLException;

    /** Whether a running thread may always take a free connection ahead of those who wait; such pools do not hand over. */
    default boolean letsRunningThreadsPass() {
        return true;
    }

    /** What it does not do of that which is equal between the others, though its documentation was searched for it; empty if nothing. */
    default String lacks() {
        return "";
    }

    /** Whether it opens connections before anybody asks for one. */
    default boolean canFillItself() {
        return true;
    }
}
