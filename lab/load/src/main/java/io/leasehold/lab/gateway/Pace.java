package io.leasehold.lab.gateway;

/**
 * How thoroughly a run measures. Immutable.
 *
 * @param rounds of each reading of rows
 * @param rows that are read; those before the measured reading, for the compiler, are as many
 * @param busySeconds for how long the sessions of a crowd work
 * @param crowd the part of the sessions and sockets that a row has by its title, in percent
 * @param judged whether the figures mean anything
 */
record Pace(String name, int rounds, int rows, int busySeconds, int crowd, boolean judged) {
    static final Pace SMOKE = new Pace("smoke", 1, 20_000, 1, 10, false);
    static final Pace QUICK = new Pace("quick", 3, 1_000_000, 10, 100, true);
    static final Pace FULL = new Pace("full", 5, 1_000_000, 30, 100, true);

    int scaled(int count) {
        return count * crowd / 100;
    }
}
