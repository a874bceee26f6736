package io.leasehold.lab.wait;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Where threads write down how long they waited and held: each its own, or many threads one. Immutable itself. */
record Records(Waits waits, HoldTimes holds) {
    private static final int MOST_WITH_THEIR_OWN = 1_000;

    /** More than run at once, so that they seldom write to the same at the same time. */
    private static final int SHARED = 64;

    /** For so many threads: the records of each, by its number. */
    static IntFunction<Records> forThreads(int threads) {
        if (threads <= MOST_WITH_THEIR_OWN) {
            return number -> new Records(new Waits(), new HoldTimes());
        }
        List<Records> shared = Stream.generate(() -> new Records(Waits.shared(), HoldTimes.shared()))
                .limit(SHARED)
                .toList();
        return number -> shared.get(number % SHARED);
    }
}
