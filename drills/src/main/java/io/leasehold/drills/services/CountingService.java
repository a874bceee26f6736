package io.leasehold.drills.services;

/** A service that says by itself how many connections it has. Safe for use by many threads. */
public interface CountingService extends AutoCloseable {

    /** Connections that are open now. */
    int open();

    /** Connections taken since it began. */
    int taken();

    @Override
    void close();
}
