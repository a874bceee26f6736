package io.leasehold.lab.wait;

import java.util.Random;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** How long connections really were held, which the ideal line replays. Not thread-safe. */
final class HoldTimes {
    private final Histogram nanos = new Histogram(2);

    void record(long duration) {
        nanos.recordValue(Math.max(0, duration));
    }

    void add(HoldTimes other) {
        nanos.add(other.nanos);
    }

    double meanNanos() {
        return nanos.getTotalCount() == 0 ? 0 : nanos.getMean();
    }

    /** Draws holds at random as often as they were seen; always zero if none was recorded. */
    LongSupplier replay(long seed) {
        if (nanos.getTotalCount() == 0) {
            return () -> 0;
        }
        long[] table = new long[10_000];
        int filled = 0;
        for (HistogramIterationValue step : nanos.recordedValues()) {
            int until = (int) Math.round(step.getPercentile() / 100 * table.length);
            while (filled < until) {
                table[filled++] = step.getValueIteratedTo();
            }
        }
        Random random = new Random(seed);
        return () -> table[random.nextInt(table.length)];
    }
}
