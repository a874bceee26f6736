package io.leasehold.gateway.client;

/**
 * A column of a result. Immutable.
 *
 * @param label its name
 * @param number whether its values are numbers, which are aligned at their right end
 */
public record Column(String label, boolean number) {}
