package io.leasehold.lab.wait;

/**
 * How often and how long to measure. Immutable.
 *
 * @param judged whether the figures mean anything
 */
record Pace(String name, boolean judged, int rounds, int warmUpMillis, int millis) {
    /** Every row runs once; its figures mean nothing. */
    static final Pace SMOKE = new Pace("smoke", false, 1, 100, 200);

    /** The warm-up must outlast the compiler, which has as little of a busy machine as everybody else. */
    static final Pace QUICK = new Pace("quick", true, 7, 1_000, 800);

    static final Pace FULL = new Pace("full", true, 7, 1_000, 1_300);

    /** How many forks run side by side: where figures are judged, each has the machine to itself. */
    int atOnce() {
        return judged ? 1 : 2;
    }
}
