package io.leasehold.gateway;

/** When a session keeps a connection of its backend between its statements. */
public enum PinMode {
    /** From its first statement to its end. */
    SESSION,
    /** Never but for a transaction or an open result: statements that leave state behind are refused. */
    TRANSACTION,
    /** As {@link #TRANSACTION}, and from a statement on that leaves state behind. */
    AUTO
}
