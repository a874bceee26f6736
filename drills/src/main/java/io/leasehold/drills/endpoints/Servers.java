package io.leasehold.drills.endpoints;

import java.time.Duration;
import java.util.List;

/** What keeps connections to several servers, as the drill sees it. Safe for use by many threads. */
interface Servers extends AutoCloseable {

    /** The most connections to one server. */
    int EACH = 4;

    String name();

    /** Its settings in this run, each as {@code name = value}. */
    List<String> settings();

    /** The names of the loggers under which it speaks. */
    List<String> loggers();

    /** Acquires a connection to the server, has the number echoed, holds on for so long, and returns it. */
    long call(Server server, long number, Duration hold) throws Exception;

    @Override
    void close();
}
