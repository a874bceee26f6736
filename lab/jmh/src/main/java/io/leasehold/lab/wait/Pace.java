package io.leasehold.lab.wait;

/** How often and how long to measure. Immutable. */
record Pace(String name, int rounds, int warmUpMillis, int millis) {
    /** Every row runs once; its figures mean nothing. */
    static final Pace SMOKE = new Pace("smoke", 1, 100, 200);

    static final Pace QUICK = new Pace("quick", 3, 500, 1_000);

    static final Pace FULL = new Pace("full", 7, 1_000, 3_000);

    boolean judged() {
        return this != SMOKE;
    }
}
