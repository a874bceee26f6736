package io.leasehold.lab.wait;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** How long connections really were held, which the ideal line replays. Thread-safe to record in if {@link #shared}. */
final class HoldTimes {
    private static final int DIGITS = 2;
    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Histogram nanos;

    /** For one thread. */
    HoldTimes() {
        this(new Histogram(DIGITS));
    }

    private HoldTimes(Histogram nanos) {
        this.nanos = nanos;
    }

    /** For many threads. */
    static HoldTimes shared() {
        return new HoldTimes(new AtomicHistogram(LONGEST_NANOS, DIGITS));
    }

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
