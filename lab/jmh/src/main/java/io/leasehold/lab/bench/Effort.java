package io.leasehold.lab.bench;

/**
 * How long to measure. Immutable.
 *
 * @param rounds forks of each contestant in each setting, one round after another
 * @param limitSeconds after which no further round is begun, except the first; 0 for no limit
 */
record Effort(String name, int rounds, int warmups, int measurements, int iterationMillis, int limitSeconds) {
    /** Every row runs once; its figures mean nothing. */
    static final Effort SMOKE = new Effort("smoke", 1, 1, 1, 100, 0);

    static final Effort QUICK = new Effort("quick", 5, 3, 3, 400, 150);

    static final Effort FULL = new Effort("full", 5, 5, 5, 1_000, 0);

    boolean judged() {
        return this != SMOKE;
    }
}
