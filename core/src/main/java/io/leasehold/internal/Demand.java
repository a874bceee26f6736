package io.leasehold.internal;

import io.leasehold.PoolSnapshot;

/** What a pool's supply is wanted for: those who wait, and the minimum. Takes no lock; readings that may be old when they arrive. */
final class Demand {

    private final EnginePool<?, ?> pool;

    /** Until the first open is over, upkeep opens nothing: it would be counted beside the first, past a maximum of one. */
    private volatile boolean starting = true;

    Demand(EnginePool<?, ?> pool) {
        this.pool = pool;
    }

    /** The first open is over, or nobody waits for it. */
    void started() {
        starting = false;
    }

    /** Whether nothing is to be opened, whoever waits. */
    boolean isOver() {
        return starting || pool.shutdown.isClosing();
    }

    /** How many threads wait whom no check under way may help. */
    int wanting() {
        return pool.shutdown.state() == PoolSnapshot.State.OPEN ? pool.line.size() - pool.checks.underWay() : 0;
    }

    /** What is to be open though nobody waits: nothing is added while the pool is paused, since what it leads to may be moving. */
    int kept() {
        return pool.shutdown.state() == PoolSnapshot.State.PAUSED ? 0 : pool.supply.minimum();
    }
}
