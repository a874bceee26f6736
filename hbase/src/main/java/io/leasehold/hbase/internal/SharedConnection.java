package io.leasehold.hbase.internal;

import org.apache.hadoop.hbase.client.Connection;

/**
 * The real connection, and as what it was opened. Immutable.
 *
 * @param raw what all holders share
 * @param key the key of the acquire that opened it
 * @param epoch how often the credentials of its identity had changed by then
 * @param site where the acquire that opened it stands in the code
 */
record SharedConnection(Connection raw, SharedKey key, long epoch, String site) {

    /** Whether HBase's client has given it up, or somebody who unwrapped it. */
    boolean isDead() {
        return raw.isClosed() || raw.isAborted();
    }

    @Override
    public String toString() {
        return "HBase connection of " + key;
    }
}
