package io.leasehold.cli;

import java.util.List;

/** A gateway that serves, as far as this program shows and ends it. For one thread. */
interface RunningGateway extends AutoCloseable {

    /**
     * Something to paste somewhere. Immutable.
     *
     * @param use what for
     * @param url the URL
     * @param remark what is to be known of it, or empty
     */
    record Place(String use, String url, String remark) {}

    List<Place> places();

    /** A line for each backend with what its pool is like. */
    List<String> pools();

    /** What is allowed by its settings and not safe, a sentence each. */
    List<String> warnings();

    /**
     * Lets what runs end by itself until the deadline of its settings, and cancels the rest.
     *
     * @return whether all ended by itself
     */
    boolean drain();

    /** For a program that ends at once: leaves nothing on this machine, and gives in words what it cuts off. Does not wait. */
    String abandon();

    @Override
    void close();
}
