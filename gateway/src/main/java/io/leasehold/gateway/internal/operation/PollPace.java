package io.leasehold.gateway.internal.operation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * For how long a call for the state of an operation may wait: longer the more often it was asked for. Safe for any number of threads.
 */
final class PollPace {

    /** Twice as long that often is longer than the longest. */
    private static final int MOST_DOUBLINGS = 10;

    private final AtomicInteger polls = new AtomicInteger();
    private final Duration shortest;
    private final Duration longest;

    PollPace(OperationSettings settings) {
        this.shortest = settings.pollShortest();
        this.longest = settings.pollLongest();
    }

    Duration next() {
        int times = polls.getAndUpdate(asked -> Math.min(asked + 1, MOST_DOUBLINGS));
        Duration wait = shortest.multipliedBy(1L << times);
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
