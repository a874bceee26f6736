package io.leasehold.lab.soak;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** What resources are shared or grouped by: a few numbers that come again and again, and now and then one that never came before. */
record Key(int number) {
    private static final int USUAL = 6;
    private static final int ONE_NEW_IN = 500;
    private static final AtomicInteger LAST = new AtomicInteger(USUAL);

    static Key some(SplittableRandom random) {
        return new Key(random.nextInt(ONE_NEW_IN) == 0 ? LAST.incrementAndGet() : random.nextInt(USUAL));
    }

    /** What opening something for it comes to. */
    Object open(SplittableRandom random, int oneFailureIn) {
        if (random.nextInt(oneFailureIn) == 0) {
            throw new IllegalStateException("cannot be reached");
        }
        return new Object();
    }
}
