package io.leasehold.lab.wait;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/** Durations of acquires, of all and of those that waited. Thread-safe if {@link #shared}, else one thread's, and then they are added. */
final class Waits {
    /** No pool says who waited. An acquire that finds a connection takes less, a park and a wake-up take more. */
    static final long WAITED_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    private static final int DIGITS = 2;
    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Histogram all;
    private final Histogram waited;

    /** For one thread. */
    Waits() {
        this(new Histogram(DIGITS), new Histogram(DIGITS));
    }

    private Waits(Histogram all, Histogram waited) {
        this.all = all;
        this.waited = waited;
    }

    /** For many threads: a hundred thousand with 50 KB each would fill the heap. */
    static Waits shared() {
        return new Waits(new AtomicHistogram(LONGEST_NANOS, DIGITS), new AtomicHistogram(LONGEST_NANOS, DIGITS));
    }

    void record(long nanos) {
        all.recordValue(Math.max(0, nanos));
        if (nanos >= WAITED_NANOS) {
            waited.recordValue(nanos);
        }
    }

    void add(Waits other) {
        all.add(other.all);
        waited.add(other.waited);
    }

    Quantiles ofAll() {
        return Quantiles.of(all);
    }

    Quantiles ofThoseWhoWaited() {
        return Quantiles.of(waited);
    }

    long count() {
        return all.getTotalCount();
    }

    double shareThatWaited() {
        return count() == 0 ? 0 : (double) waited.getTotalCount() / count();
    }
}
