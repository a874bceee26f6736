package io.leasehold.lab.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The forks of one contestant in one setting. Not thread-safe. */
final class Samples {
    private final List<Sample> forks = new ArrayList<>();

    void add(Sample sample) {
        forks.add(sample);
    }

    List<Sample> all() {
        return Collections.unmodifiableList(forks);
    }

    double median() {
        return median(Sample::perMicrosecond);
    }

    double bytes() {
        return median(Sample::bytes);
    }

    double lowest() {
        return forks.stream().mapToDouble(Sample::perMicrosecond).min().orElseThrow();
    }

    double highest() {
        return forks.stream().mapToDouble(Sample::perMicrosecond).max().orElseThrow();
    }

    private double median(ToDoubleFunction<Sample> of) {
        double[] sorted = forks.stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
