package io.leasehold.lab.wait;

/**
 * Who wants how many connections for how long. Immutable; its fields travel to the forked JVM as JSON.
 *
 * @param virtual virtual threads, which need JDK 21 or later
 * @param load offered leases in percent of what the connections can serve, at random instants; 0 for threads that ask
 *     again as soon as they have returned
 */
record Scenario(int threads, int places, Hold hold, boolean virtual, int load) {
    static Scenario closed(int threads, int places, Hold hold, boolean virtual) {
        return new Scenario(threads, places, hold, virtual, 0);
    }

    static Scenario open(int threads, int places, Hold hold, int load) {
        return new Scenario(threads, places, hold, false, load);
    }

    /** How long it takes at least until every thread has been served once, in milliseconds. */
    int lapMillis() {
        return hold == Hold.EMPTY ? 0 : threads / places;
    }

    String title() {
        String who = threads + (virtual ? " virtual" : " platform") + " threads on " + places + " connections, "
                + hold.title;
        return load == 0 ? who : who + ", arriving at random at " + load + " % of capacity";
    }
}
