package io.leasehold;

import java.time.Duration;

/**
 * What can be asked of any pool while it runs. Every method is safe to call from any thread.
 */
public interface PoolOperations extends AutoCloseable {

    /** The pool's name, as it stands in errors, logs and events. */
    String name();

    /** A consistent reading of the pool now. It costs a pass over the places and stops nobody. */
    PoolSnapshot snapshot();

    /**
     * Changes how many resources the pool keeps and may open. What is too many is retired as it becomes idle; no lease
     * is ended.
     *
     * @param minimum idle or leased resources kept open, 0 to {@code maximum}
     * @param maximum resources open at a time, 1 to 10,000
     * @throws InvalidConfigException if either is out of range; nothing is changed then
     */
    void resize(int minimum, int maximum);

    /** Retires every resource open now: idle ones at once, leased ones as they come back. */
    void retireAll();

    /**
     * Lends nothing from now on, and opens nothing, up to the minimum neither: those who acquire wait, each to its own deadline.
     * Leases go on, and so do opens under way.
     */
    void pause();

    /** Lends and opens again after {@link #pause()}. */
    void resume();

    /**
     * Stops lending, waits until all leases have come back or the timeout has passed, then revokes what is still out
     * and closes the pool. Those who wait to acquire are told at once that the pool is closed. Where several threads drain,
     * the shortest time given counts, and all are told the same. An interrupt ends the waiting as the timeout does.
     *
     * @param timeout how long holders are given, zero or more
     * @return whether every lease came back by itself
     */
    boolean drain(Duration timeout);

    /** Drains with no time given: what is out is revoked, also where a drain is under way. A second call does nothing. */
    @Override
    void close();
}
