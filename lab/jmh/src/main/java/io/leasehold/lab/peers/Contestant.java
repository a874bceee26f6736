package io.leasehold.lab.peers;

import java.sql.SQLException;

/**
 * One pool in one configuration. A peer, Leasehold itself, or a variant of Leasehold's path built here in the lab with
 * one safety feature left out, which only ever appears in rows labelled "price".
 */
public interface Contestant {
    /** Unique, and what names this contestant in a forked JVM. */
    String id();

    /** For a table's head, with the version. */
    String title();

    /** What was set beyond size and autocommit, for the report. */
    String settings();

    /** Whether a thread that runs may take a free connection ahead of those who wait; the others hand over. */
    default boolean letsRunningThreadsPass() {
        return true;
    }

    OpenPool open(Shape shape) throws SQLException;
}
