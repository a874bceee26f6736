package io.leasehold.gateway.internal.sql;

/** What a statement needs of the connection it runs on, read off its tokens. What is denied is refused and has no class. */
public enum StatementClass {
    /** Leaves nothing behind on its connection that its session could see, as far as its text shows. */
    PLAIN,
    /** Begins or ends a transaction, or marks a point in one. */
    TX,
    /** Changes what the gateway keeps for the session and sets again on each connection that it leases. */
    REPLAY,
    /** Leaves something on its connection that the session may ask for later, or asks for such a thing. */
    STATEFUL
}
