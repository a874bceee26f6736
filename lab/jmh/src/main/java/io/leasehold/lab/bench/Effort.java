package io.leasehold.lab.bench;

import io.leasehold.lab.trials.Tempo;

/**
 * How long to measure. Immutable.
 *
 * @param judged whether the figures mean anything
 * @param rounds forks of each contestant in each setting, one round after another
 * @param limitSeconds after which no further round is begun, except the first; 0 for no limit
 */
record Effort(
        String name, boolean judged, int rounds, int warmups, int measurements, int iterationMillis, int limitSeconds) {
    /** Every row runs once, and cold; its figures mean nothing. */
    static final Effort SMOKE = new Effort("smoke", false, 1, 0, 1, 100, 0);

    static final Effort QUICK = new Effort("quick", true, 5, 6, 3, 250, 330);

    /** Compiling to the end takes two busy threads up to three seconds on a slow machine: the warm-up must outlast it. */
    static final Effort FULL = new Effort("full", true, 5, 7, 3, 500, 0);

    /** How many forks run side by side: where figures are judged, each has the machine to itself. */
    int atOnce() {
        return judged ? 1 : 2;
    }

    /** How the trials keep step with it. */
    Tempo tempo() {
        return !judged ? Tempo.SMOKE : name.equals(QUICK.name) ? Tempo.QUICK : Tempo.FULL;
    }
}
