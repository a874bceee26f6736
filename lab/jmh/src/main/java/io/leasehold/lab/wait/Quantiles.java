package io.leasehold.lab.wait;

import org.HdrHistogram.Histogram;

/** Of a wait, in milliseconds. Immutable. */
record Quantiles(double p50, double p99, double p999, double max) {
    static Quantiles of(Histogram nanos) {
        return new Quantiles(
                millis(nanos.getValueAtPercentile(50)),
                millis(nanos.getValueAtPercentile(99)),
                millis(nanos.getValueAtPercentile(99.9)),
                millis(nanos.getMaxValue()));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
