package io.leasehold.lab.wait;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The runs of one contestant in one row, figure by figure. Not thread-safe. */
final class Medians {
    private final List<Result> runs = new ArrayList<>();

    void add(Result result) {
        runs.add(result);
    }

    List<Result> runs() {
        return List.copyOf(runs);
    }

    double of(ToDoubleFunction<Result> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    Quantiles waited() {
        return quantiles(Result::waited);
    }

    Quantiles all() {
        return quantiles(Result::all);
    }

    Quantiles ideal() {
        return quantiles(Result::ideal);
    }

    double throughput() {
        return of(Result::leasesPerSecond);
    }

    double lowest() {
        return runs.stream().mapToDouble(Result::leasesPerSecond).min().orElseThrow();
    }

    double highest() {
        return runs.stream().mapToDouble(Result::leasesPerSecond).max().orElseThrow();
    }

    private Quantiles quantiles(Function<Result, Quantiles> which) {
        return new Quantiles(
                of(run -> which.apply(run).p50()),
                of(run -> which.apply(run).p99()),
                of(run -> which.apply(run).p999()),
                of(run -> which.apply(run).max()));
    }
}
