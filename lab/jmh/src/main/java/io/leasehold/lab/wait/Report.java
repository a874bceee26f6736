package io.leasehold.lab.wait;

import io.leasehold.lab.Environment;
import io.leasehold.lab.Interleaved;
import io.leasehold.lab.Jdk;
import io.leasehold.lab.Portions;
import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.PoolContestant;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All that a run found, for whoever prints it; this is what stands in the JSON. Immutable.
 *
 * @param planned the titles of all rows that a whole run has, in their order
 * @param environment of the last run
 */
record Report(Pace pace, List<String> planned, Environment environment, List<Comparison> rows) {
    static final Path USUAL_FILE = Path.of("lab/jmh/target/wait.json");

    /**
     * A row. Immutable.
     *
     * @param verdict a sentence each; none if there is nothing to judge
     */
    record Comparison(String title, Scenario scenario, String jdk, List<Contender> contestants, List<String> verdict) {

        /** The same figures, judged as is judged now, whatever was said of them when they were measured. */
        Comparison judgedAnew() {
            Map<PoolContestant, Medians> medians = new LinkedHashMap<>();
            contestants.forEach(each -> medians.put(Contestants.byId(each.id), new Medians(each.runs)));
            Row row = new Row(scenario, new Jdk(Path.of(""), jdk), List.copyOf(medians.keySet()));
            return new Comparison(title, scenario, jdk, contestants, Verdict.of(row, medians::get));
        }
    }

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
            double late,
            List<Result> runs) {}

    /** The rows that are not there though a whole run has them. */
    List<String> missing() {
        return Portions.missing(planned, rows.stream().map(Comparison::title).toList());
    }

    /** This report, and of an earlier one the rows that are not in this. Refused if they do not belong together. */
    Report with(Report earlier) {
        if (!earlier.planned.equals(planned)
                || !earlier.pace.equals(pace)
                || !earlier.environment.isSameMachineAs(environment)) {
            throw Portions.doNotBelongTogether();
        }
        return new Report(
                pace, planned, environment, Portions.together(planned, rows, earlier.rows, Comparison::title));
    }

    /** The same figures, judged as is judged now. */
    Report judgedAnew() {
        return new Report(
                pace,
                planned,
                environment,
                rows.stream().map(Comparison::judgedAnew).toList());
    }

    static Report of(List<Row> rows, Interleaved<Fork, Result> runs, Pace pace, List<String> planned) {
        List<Comparison> comparisons =
                rows.stream().map(row -> comparison(row, runs, pace)).toList();
        return new Report(pace, planned, Environment.read(), comparisons);
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
                of.of(Result::late),
                of.runs());
    }
}
