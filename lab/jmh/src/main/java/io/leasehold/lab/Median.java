package io.leasehold.lab;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** The middle of several runs, which one bad run does not move. */
public final class Median {
    /** With fewer, a median has no two on either side, and the range of all says little of what the next would be. */
    public static final int FEWEST_THAT_DECIDE = 5;

    private Median() {}

    public static <S> double of(Collection<S> runs, ToDoubleFunction<S> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
