package io.leasehold.drills;

import java.time.Duration;

/**
 * The network between the pool and the database, as a drill needs it. Safe for use by many threads.
 */
public interface Wire extends AutoCloseable {

    String host();

    int port();

    /** Connections that the pool's side has open through the wire now. */
    int open();

    /** Connections ever asked for, refused ones included. */
    long attempts();

    /** Cuts every connection and refuses new ones. */
    void refuse();

    /** Cuts every connection; new ones are accepted, and then nothing is said. */
    void hang();

    /** Lets everything through again; what was hung is cut. */
    void restore();

    /** From now on a flow that was idle for so long is dropped without a word to either side. */
    void dropIdle(Duration after);

    /** How many flows were dropped without a word. */
    int dropped();

    @Override
    void close();
}
