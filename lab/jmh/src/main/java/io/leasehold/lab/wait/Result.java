package io.leasehold.lab.wait;

/**
 * What one run measured. Immutable; comes back from the forked JVM as JSON.
 *
 * @param leasesPerSecond returned within the measured time
 * @param shareThatWaited of all acquires, from 0 to 1
 * @param ideal of those who waited in a first-in first-out line with the same holds and no cost of waking
 * @param refused acquires that ended in an error
 * @param late threads that still waited for a connection seconds after the end; their waits count up to then
 */
record Result(
        double leasesPerSecond,
        double shareThatWaited,
        Quantiles waited,
        Quantiles all,
        Quantiles ideal,
        double meanHoldMicros,
        Spread spread,
        long refused,
        long late) {}
