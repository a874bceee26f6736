package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.BackendLease;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import java.sql.SQLException;

/** What an operation does with a connection. */
interface Work {

    /** What a connection has after it that it had not before. */
    enum Leaves {
        NOTHING,
        /** A transaction. */
        TRANSACTION,
        /** Something that the next statement of the session may need. */
        STATE
    }

    /** Does it, on the operation's thread. Rows that it gives are read by who called it, who closes what it made. */
    Outcome run(BackendLease lease, InFlight flight) throws SQLException, ClientErrorException;

    /** What the lease is to be kept for after it. */
    default Leaves leaves() {
        return Leaves.NOTHING;
    }

    /** Why it leaves something, in words for displays. */
    default String reason() {
        return "";
    }

    /** Whether it is the client's word that what a transaction did is to be kept: it may be, once this was begun. */
    default boolean commits() {
        return false;
    }

    /** Whether it asks for something that an earlier statement left on its connection. */
    default boolean readsState() {
        return false;
    }

    /** Whether its client is told instead of it what its session lost; not for metadata, where many a tool hears no errors. */
    default boolean isStatement() {
        return true;
    }
}
