package io.leasehold.lab.bench;

/**
 * What one fork measured.
 *
 * @param perMicrosecond operations per microsecond, all threads together
 * @param bytes allocated per operation
 */
record Sample(double perMicrosecond, double bytes) {}
