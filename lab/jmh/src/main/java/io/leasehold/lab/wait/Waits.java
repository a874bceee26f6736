package io.leasehold.lab.wait;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Durations of acquires, of all and of those that waited. Not thread-safe: each thread has its own, then they are added. */
final class Waits {
    /** No pool says who waited. An acquire that finds a connection takes less, a park and a wake-up take more. */
    static final long WAITED_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    private final Histogram all = new Histogram(2);
    private final Histogram waited = new Histogram(2);

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
