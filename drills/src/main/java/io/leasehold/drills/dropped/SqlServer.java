package io.leasehold.drills.dropped;

import java.util.List;

/** A server of sessions before a database, as the drill sees it. Safe for use by many threads. */
interface SqlServer extends AutoCloseable {

    /** The most connections to the database. */
    int CONNECTIONS = 3;

    String name();

    /** Its settings in this run, each as {@code name = value}. */
    List<String> settings();

    /** The names of the loggers under which it speaks. */
    List<String> loggers();

    /** Where it listens, for Hive's clients. */
    String url();

    /** How many sessions it has, as it says itself. */
    int sessions();

    @Override
    void close() throws Exception;
}
