package io.leasehold.gateway.internal.backend;

/** When a session keeps a connection between its statements. */
public enum PinMode {
    /** From its first statement to its end. */
    SESSION,
    /** During a transaction; what needs a connection of its own otherwise is refused. */
    TRANSACTION,
    /** During a transaction, and from the first statement that leaves something behind in its connection. */
    AUTO;

    /**
     * Whether a client may ask for another mode than the backend's: only where statements are told apart at all, and where it
     * does not keep what the backend's mode would not.
     */
    public boolean allows(PinMode asked) {
        return asked == this || this == AUTO;
    }
}
