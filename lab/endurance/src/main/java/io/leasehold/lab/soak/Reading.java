package io.leasehold.lab.soak;

/**
 * What there is while everything is at rest, after a full collection. Immutable.
 *
 * @param files open file descriptors
 * @param objects instances of classes of the library
 */
record Reading(double minute, long heapBytes, long threads, long files, long objects) {}
