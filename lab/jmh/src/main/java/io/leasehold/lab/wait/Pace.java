package io.leasehold.lab.wait;

/**
 * How often and how long to measure. Immutable.
 *
 * @param judged whether the figures mean anything
 */
record Pace(String name, boolean judged, int rounds, int warmUpMillis, int millis) {
    /** Every row runs once; its figures mean nothing. */
    static final Pace SMOKE = new Pace("smoke", false, 1, 100, 200);

    static final Pace QUICK = new Pace("quick", true, 3, 500, 1_000);

    static final Pace FULL = new Pace("full", true, 7, 1_000, 3_000);
}
