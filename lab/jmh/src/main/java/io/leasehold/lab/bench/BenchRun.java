package io.leasehold.lab.bench;

import io.leasehold.lab.Environment;
import io.leasehold.lab.Interleaved;
import io.leasehold.lab.Progress;
import io.leasehold.lab.endpoints.Cost;
import io.leasehold.lab.endpoints.CostFork;
import io.leasehold.lab.endpoints.CostRow;
import io.leasehold.lab.trials.RealServer;
import io.leasehold.lab.trials.TrialFindings;
import io.leasehold.lab.trials.TrialFork;
import io.leasehold.lab.trials.TrialRow;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rows of one run, of all kinds: which there are, and how they are measured. Immutable.
 *
 * @param planned the titles of the rows that a whole run has
 */
record BenchRun(
        Effort effort,
        boolean keyed,
        List<String> planned,
        List<Row> rows,
        List<CostRow> costs,
        List<TrialRow> trials) {

    /** A whole run. */
    static BenchRun whole(Effort effort, boolean keyed, List<Row> rows, List<CostRow> costs, List<TrialRow> trials) {
        List<String> planned = Stream.of(
                        rows.stream().map(Row::title),
                        costs.stream().map(CostRow::title),
                        trials.stream().map(TrialRow::title))
                .flatMap(titles -> titles)
                .toList();
        return new BenchRun(effort, keyed, planned, rows, costs, trials);
    }

    /** A report without a row. */
    Report nothing() {
        return new Report(effort, keyed, planned, Environment.read(), List.of(), List.of(), List.of());
    }

    /** Which rows there are. */
    void print(PrintStream out) {
        rows.forEach(row -> out.printf("%3d  %s%n", row.forks().count(), row.title()));
        costs.forEach(row -> out.printf("%3d  %s%n", row.forks().size(), row.title()));
        trials.forEach(row -> out.printf("%3d  %s%n", row.forks().size(), row.title()));
    }

    /** Measures every row. */
    Report measure(PrintStream progress) {
        Environment environment = Environment.read();
        Interleaved<Fork, Sample> loops =
                new Interleaved<>(rows.stream().flatMap(Row::forks).toList(), effort.rounds(), effort.limitSeconds());
        loops.run(effort.atOnce(), fork -> fork.run(effort), new Progress(progress, "loops"));
        return new Report(
                effort,
                keyed,
                planned,
                environment,
                Report.comparisons(rows, loops, effort, environment),
                costs.stream()
                        .map(row -> {
                            Interleaved<CostFork, Cost> runs =
                                    new Interleaved<>(row.forks(), row.scale().rounds(), 0);
                            runs.run(effort.atOnce(), CostFork::run, new Progress(progress, "endpoints"));
                            return row.findings(runs);
                        })
                        .toList(),
                trials(progress));
    }

    private List<TrialFindings> trials(PrintStream progress) {
        Interleaved<TrialFork, double[]> runs = new Interleaved<>(
                trials.stream().flatMap(row -> row.forks().stream()).toList(),
                effort.tempo().rounds(),
                0);
        try (RealServer server = new RealServer()) {
            runs.run(effort.atOnce(), fork -> fork.run(server), new Progress(progress, "trials"));
        }
        return trials.stream().map(row -> row.findings(runs)).toList();
    }
}
