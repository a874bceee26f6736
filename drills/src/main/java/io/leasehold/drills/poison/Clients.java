package io.leasehold.drills.poison;

import java.util.List;

/** What lends Thrift clients, as the drill sees it. Safe for use by many threads. */
interface Clients extends AutoCloseable {

    String name();

    /** Its settings in this run, each as {@code name = value}. */
    List<String> settings();

    /** The names of the loggers under which it speaks. */
    List<String> loggers();

    /** What is done with a client while it is leased. */
    interface Block<T> {
        T on(EchoClient client) throws Exception;
    }

    /** Leases a client for the block. */
    <T> T with(Block<T> block) throws Exception;

    @Override
    void close();
}
