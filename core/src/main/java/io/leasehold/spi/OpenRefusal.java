package io.leasehold.spi;

/** What a failed open means to the pool. */
public enum OpenRefusal {
    /** The server has no room: the pool's ceiling yields for a while. */
    SERVER_FULL,
    /** Anything else: the pool backs off. */
    OTHER
}
