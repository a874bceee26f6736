package io.leasehold.internal;

import io.leasehold.PoolSnapshot;

/**
 * What a pool's supply is wanted for: those who wait, and the minimum. Takes no lock, and is asked under that of {@link Supply};
 * readings that may be old when they arrive.
 */
final class Demand {

    private final EnginePool<?, ?> pool;

    /** Until the first open is over, upkeep opens nothing: it would be counted beside the first, past a maximum of one. */
    private volatile boolean starting = true;

    private final LinePace pace = new LinePace();

    /** Opens were left out because the line moves without them; whether it still does is looked at again. */
    private volatile boolean heldBack;

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

    /** An open took so long. */
    void opened(long tookNanos) {
        pace.opened(tookNanos);
    }

    /**
     * How many are to be served by opens: one at a time as long as the others will not wait for as long as an open takes.
     *
     * @param extra so many more than wait in line
     */
    int wanting(int extra, int taken, int opening) {
        int wanting = waiting(extra);
        boolean holdsBack = wanting > 1
                && taken < pool.supply.maximum()
                && pace.outrunsOpens(pool.line, taken - opening, pool.ticker.nanos());
        // Asked for by each who waits: what has not changed is not written, since a volatile write is a fence.
        if (holdsBack != heldBack) {
            heldBack = holdsBack;
        }
        return holdsBack ? 1 : wanting;
    }

    boolean isHeldBack() {
        return heldBack;
    }

    /** How many threads wait, and try once, whom no check under way may help; while the pool is paused they count for nothing. */
    private int waiting(int extra) {
        return pool.shutdown.state() == PoolSnapshot.State.OPEN ? pool.line.size() + extra - pool.checks.underWay() : 0;
    }

    /** What is to be open though nobody waits: nothing is added while the pool is paused, since what it leads to may be moving. */
    int kept() {
        return pool.shutdown.state() == PoolSnapshot.State.PAUSED ? 0 : pool.supply.minimum();
    }
}
