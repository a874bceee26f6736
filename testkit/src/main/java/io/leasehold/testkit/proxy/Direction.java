package io.leasehold.testkit.proxy;

/** Which way bytes go through the proxy. */
public enum Direction {
    /** From the client that connected to the proxy to the server behind it. */
    TO_SERVER,
    /** From the server to the client. */
    TO_CLIENT,
    /** Either way; for orders only: an event that has been delivered names one of the other two. */
    BOTH;

    boolean includes(Direction other) {
        return this == BOTH || this == other;
    }
}
