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

    /**
     * Whether what it keeps of a statement goes with the statement's end. If not, and it only goes with that of the lease, it
     * cannot take part where a connection is held for millions of statements: they fill the heap.
     */
    default boolean forgetsClosedStatements() {
        return true;
    }

    /** Whether it opens connections before anybody asks for one. */
    default boolean canFillItself() {
        return true;
    }
}
