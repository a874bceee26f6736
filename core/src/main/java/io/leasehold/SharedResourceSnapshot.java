package io.leasehold;

import java.time.Duration;
import java.util.List;

/**
 * One resource of a shared pool. Immutable.
 *
 * @param key its key's text
 * @param resource a number that is unique in its pool
 * @param generation which of its key's, counted from 1
 * @param slot which of its generation's, from 0
 * @param state what may happen to it
 * @param shares how many hold it
 * @param abandoned how many of these shares have a handle that became garbage
 * @param age how long ago it was opened
 * @param holders who holds it, the longest first
 */
public record SharedResourceSnapshot(
        String key,
        long resource,
        long generation,
        int slot,
        State state,
        int shares,
        int abandoned,
        Duration age,
        List<HolderSnapshot> holders) {

    public SharedResourceSnapshot {
        holders = List.copyOf(holders);
    }

    /** What may happen to a shared resource. */
    public enum State {
        /** Has holders and takes more. */
        SHARED,
        /** Has no holder; takes some until its grace is over. */
        GRACE,
        /** Has holders and takes no more. */
        RETIRED,
        /** On its way out. */
        CLOSING
    }
}
