package io.leasehold;

import java.time.Duration;

/**
 * What can be asked of any group of pools while it runs. Every method is safe to call from any thread.
 *
 * @param <K> what tells endpoints apart
 */
public interface PoolGroupOperations<K> extends AutoCloseable {

    /** The group's name, as it stands in errors, logs and events. */
    String name();

    /** A reading of the group now. It costs a pass over all places and stops nobody. */
    PoolGroupSnapshot snapshot();

    /**
     * Retires what is open on the key's endpoint: idle resources at once, leased ones as they come back. Its failures are
     * forgotten. Who acquires next gets a resource that is opened anew; an endpoint that was never used stays so.
     */
    void retire(K key);

    /** Retires what is open now on every endpoint: idle resources at once, leased ones as they come back. */
    void retireAll();

    /**
     * Stops lending on all endpoints, waits until all leases have come back or the timeout has passed, then revokes what is
     * still out and closes the group. Those who wait to acquire are told at once that the group is closed.
     *
     * @param timeout how long holders are given, zero or more
     * @return whether every lease came back by itself
     */
    boolean drain(Duration timeout);

    /** Drains with no time given: what is out is revoked. A second call does nothing. */
    @Override
    void close();
}
