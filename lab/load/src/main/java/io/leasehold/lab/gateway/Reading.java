package io.leasehold.lab.gateway;

import io.leasehold.testbed.DatabaseKind;

/** One JVM that reads all rows one way. Immutable. */
record Reading(DatabaseKind kind, Route route) {
    /**
     * What it found.
     *
     * @param sum over all values, equal for all ways that read a database
     * @param resultBytes of the gateway, at most, what it kept of results meanwhile; 0 where none is on the way
     */
    record Found(long rows, long nanos, long sum, long resultBytes) {
        double rowsPerSecond() {
            return rows * 1e9 / nanos;
        }
    }

    @Override
    public String toString() {
        return kind + ", " + route.title;
    }
}
