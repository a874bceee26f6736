package io.leasehold.lab.wait;

import io.leasehold.lab.Environment;
import io.leasehold.lab.Interleaved;
import io.leasehold.lab.peers.PoolContestant;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * All that a run found, for whoever prints it; this is what stands in the JSON. Immutable.
 *
 * @param partial whether rows are missing because they were not asked for
 */
record Report(Pace pace, boolean partial, Environment environment, List<Comparison> rows) {
    static final Path USUAL_FILE = Path.of("lab/jmh/target/wait.json");

    /**
     * A row. Immutable.
     *
     * @param verdict a sentence each; none if there is nothing to judge
     */
    record Comparison(String title, Scenario scenario, String jdk, List<Contender> contestants, List<String> verdict) {}

    /** A line of a row: medians of its runs, and the lowest and highest throughput. Immutable. */
    record Contender(
            String id,
            String title,
            String settings,
            double leasesPerSecond,
            double lowest,
            double highest,
            double shareThatWaited,
            Quantiles waited,
            Quantiles ideal,
            Quantiles all,
            double leastLeases,
            double mostLeases,
            double gini,
            double refused,
            List<Result> runs) {}

    static Report of(List<Row> rows, Interleaved<Fork, Result> runs, Pace pace, boolean partial) {
        List<Comparison> comparisons =
                rows.stream().map(row -> comparison(row, runs, pace)).toList();
        return new Report(pace, partial, Environment.read(), comparisons);
    }

    private static Comparison comparison(Row row, Interleaved<Fork, Result> runs, Pace pace) {
        Function<PoolContestant, Medians> medians = contestant -> new Medians(runs.of(row.fork(contestant)));
        return new Comparison(
                row.title(),
                row.scenario(),
                row.jdk().version(),
                row.contestants().stream()
                        .map(contestant -> contender(contestant, medians.apply(contestant)))
                        .toList(),
                pace.judged() ? Verdict.of(row, medians) : List.of());
    }

    private static Contender contender(PoolContestant contestant, Medians of) {
        return new Contender(
                contestant.id(),
                contestant.title(),
                contestant.settings(),
                of.throughput(),
                of.lowest(),
                of.highest(),
                of.of(Result::shareThatWaited),
                of.waited(),
                of.ideal(),
                of.all(),
                of.of(run -> run.spread().least()),
                of.of(run -> run.spread().most()),
                of.of(run -> run.spread().gini()),
                of.of(Result::refused),
                of.runs());
    }
}
