package io.leasehold.gateway.internal.wire;

/** How calls come. */
public enum Transport {
    /** Over a socket that is the client's alone: its end is the client's. */
    BINARY,
    /** Each in a request of its own. */
    HTTP
}
