package io.leasehold.lab.wait;

import io.leasehold.lab.Median;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The runs of one contestant in one row, figure by figure. Immutable. */
record Medians(List<Result> runs) {
    double of(ToDoubleFunction<Result> figure) {
        return Median.of(runs, figure);
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
