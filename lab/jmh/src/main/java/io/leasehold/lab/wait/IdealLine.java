package io.leasehold.lab.wait;

import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Simulates a first-in first-out line before the same connections with the same holds, in which waking costs nothing
 * and processors never run out. A fixed seed: the same input gives the same answer. Not thread-safe.
 */
final class IdealLine {
    private static final long SEED = 42;

    private final Random random = new Random(SEED);
    private final PriorityQueue<Long> placesFreeAt = new PriorityQueue<>();
    private final Waits waits = new Waits();
    private final LongSupplier holds;

    IdealLine(int places, LongSupplier holds) {
        this.holds = holds;
        for (int i = 0; i < places; i++) {
            placesFreeAt.add(0L);
        }
    }

    /** Threads that ask again as soon as they have returned. */
    Waits closed(int threads, long leases) {
        PriorityQueue<Long> arrivals = new PriorityQueue<>();
        for (int i = 0; i < threads; i++) {
            arrivals.add(0L);
        }
        // the first lap is the start of the line, not its run
        for (long i = -threads; i < leases; i++) {
            arrivals.add(serve(arrivals.remove(), i >= 0));
        }
        return waits;
    }

    /** Arrivals at random instants, {@code perSecond} of them on average. */
    Waits open(double perSecond, long leases) {
        double meanGap = 1e9 / perSecond;
        double now = 0;
        for (long i = 0; i < leases; i++) {
            now += -Math.log(1 - random.nextDouble()) * meanGap;
            serve((long) now, true);
        }
        return waits;
    }

    private long serve(long arrival, boolean counted) {
        long start = Math.max(arrival, placesFreeAt.remove());
        long end = start + holds.getAsLong();
        placesFreeAt.add(end);
        if (counted) {
            waits.record(start - arrival);
        }
        return end;
    }
}
