package io.leasehold.lab.wait;

import java.util.Arrays;

/**
 * How evenly leases fell to threads. Immutable.
 *
 * @param gini 0 if every thread got as many, near 1 if one got all
 */
record Spread(long least, long most, double gini) {
    static Spread of(long[] leases) {
        long[] sorted = leases.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += sorted[i];
            weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
        }
        double gini = sum == 0 ? 0 : weighted / (sorted.length * sum);
        return new Spread(sorted[0], sorted[sorted.length - 1], gini);
    }
}
