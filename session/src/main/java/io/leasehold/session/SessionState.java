package io.leasehold.session;

/** Where a session is in its life. */
public enum SessionState {

    /** Counted, and not yet known to its client; ends with its connection, whatever {@link OnDisconnect} says. */
    OPENING,

    /** In use, over one or more connections or by calls. */
    ATTACHED,

    /** Its last connection has ended, or no call has come for a while; its owner may come back. */
    DETACHED,

    /** Over, for good. */
    ENDED
}
