package io.leasehold.lab.wait;

import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.PoolContestant;

/** What a pool does with a connection that is returned while threads wait; throughput is compared within a class. */
enum PoolClass {
    HANDS_OVER("hand over"),
    LETS_PASS("let running threads pass");

    final String verb;

    PoolClass(String verb) {
        this.verb = verb;
    }

    /** Whether a peer is of this class. Leasehold is of neither: it adapts, see {@link RowClass}. */
    boolean has(PoolContestant contestant) {
        return contestant != Contestants.LEASEHOLD && contestant.letsRunningThreadsPass() == (this == LETS_PASS);
    }
}
