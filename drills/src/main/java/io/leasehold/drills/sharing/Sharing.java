package io.leasehold.drills.sharing;

import java.util.List;

/** What lets many hold one heavy connection, as the drill sees it. Safe for use by many threads. */
public interface Sharing extends AutoCloseable {

    String name();

    /** Its settings in this run, each as {@code name = value}. */
    List<String> settings();

    /** The names of the loggers under which it speaks. */
    List<String> loggers();

    /** Who holds the connection now, as it tells when asked: thread, time, and where in the code. */
    List<String> holders();

    /** How many connections one open makes: the one that is shared, and those by which it looks before, closed within it. */
    default int connectionsOfAnOpen() {
        return 1;
    }

    /** One more holder of the connection. */
    Holder acquire() throws Exception;

    /** One holder's part. */
    interface Holder extends AutoCloseable {

        /** Sends the number over the connection and gives what came back. */
        long echo(long number) throws Exception;

        @Override
        void close() throws Exception;
    }

    @Override
    void close() throws Exception;
}
