package io.leasehold.hbase;

import io.leasehold.hbase.internal.SharedKey;

/**
 * What connections are shared by: cluster, identity, tag and declared properties. Equal keys of one {@link HBaseConnections}
 * share one connection. Immutable; it was read once, from a copy.
 */
public final class HBaseKey {
    private final HBaseConnections madeBy;
    private final SharedKey key;

    HBaseKey(HBaseConnections madeBy, SharedKey key) {
        this.madeBy = madeBy;
        this.key = key;
    }

    SharedKey of(HBaseConnections connections) {
        if (connections != madeBy) {
            throw new IllegalArgumentException(
                    "The key of " + key + " is another HBaseConnections': make one here with key(..).");
        }
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HBaseKey that && madeBy == that.madeBy && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** Cluster, identity and tag; no values of properties. */
    @Override
    public String toString() {
        return key.toString();
    }
}
