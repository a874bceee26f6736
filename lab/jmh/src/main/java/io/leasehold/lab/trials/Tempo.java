package io.leasehold.lab.trials;

/**
 * How often and how long to measure. Immutable.
 *
 * @param judged whether the figures mean anything
 * @param rounds JVMs for each contestant
 * @param wide whether all peers take part, else those nearest to Leasehold where there are many rows
 * @param seconds of those that run for a time, and as many to warm up
 */
public record Tempo(String name, boolean judged, int rounds, boolean wide, int seconds) {
    /** Every row runs once, and small; its figures mean nothing. */
    public static final Tempo SMOKE = new Tempo("smoke", false, 1, false, 0);

    public static final Tempo QUICK = new Tempo("quick", true, 3, false, 1);

    public static final Tempo FULL = new Tempo("full", true, 5, true, 2);
}
