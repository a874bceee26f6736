package io.leasehold.lab.endpoints;

/**
 * What the endpoints cost in one JVM, beside their resources, which cost nothing. Immutable; comes back from it as JSON.
 *
 * @param micros for each endpoint, from its first acquire to the return, one after another by one thread
 * @param bytes on the heap for each endpoint
 * @param threads that were there when the last had been opened, and not before the first
 * @param closeMillis to close them all
 */
public record Cost(double micros, double bytes, int threads, double closeMillis) {}
