package io.leasehold.drills.poison;

/**
 * What the service answered. Immutable.
 *
 * @param number what it had been sent
 * @param connection which of its connections that came over, counted from 1
 */
record Answer(long number, int connection) {}
