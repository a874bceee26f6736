package io.leasehold.lab.peers;

/** One line of a row: a pool in one configuration ({@link PoolContestant}), or a {@link Price}. */
public interface Contestant {
    /** Unique, and what names this contestant in a forked JVM. */
    String id();

    /** For a table's head, with the version. */
    String title();

    /** What was set beyond size and autocommit, for the report. */
    String settings();
}
