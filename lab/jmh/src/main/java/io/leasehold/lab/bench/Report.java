package io.leasehold.lab.bench;

import io.leasehold.lab.Environment;
import io.leasehold.lab.Interleaved;
import io.leasehold.lab.Jdk;
import io.leasehold.lab.Portions;
import io.leasehold.lab.endpoints.Findings;
import io.leasehold.lab.peers.Contestant;
import io.leasehold.lab.trials.TrialFindings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that one or more runs found, for whoever prints it; this is what stands in the JSON. Immutable.
 *
 * @param keyed whether it is of the rows of shared and keyed pools
 * @param planned the titles of all rows that a whole run has, in their order
 * @param environment of the last run
 * @param rows operations per second
 * @param costs rows of another kind: what an endpoint costs
 * @param trials rows of yet another kind: what is no loop
 */
record Report(
        Effort effort,
        boolean keyed,
        List<String> planned,
        Environment environment,
        List<Comparison> rows,
        List<Findings> costs,
        List<TrialFindings> trials) {
    static final Path USUAL_FILE = Path.of("lab/jmh/target/bench.json");
    static final Path USUAL_FILE_OF_KEYED = Path.of("lab/jmh/target/keyed.json");

    /**
     * A row. Immutable.
     *
     * @param date of its run
     * @param verdict a sentence each; none if there is nothing to judge
     */
    record Comparison(
            String title,
            String date,
            String workload,
            int poolSize,
            long burnNanos,
            String collector,
            String jdk,
            String profile,
            List<Contender> contestants,
            List<String> verdict) {

        /** The same figures, judged as is judged now, whatever was said of them when they were measured. */
        Comparison judgedAnew() {
            Jdk measured = new Jdk(Path.of(""), jdk);
            Setting setting = new Setting(
                    Workload.valueOf(workload), poolSize, burnNanos, Collector.valueOf(collector), measured);
            Map<Contestant, Samples> samples = new LinkedHashMap<>();
            contestants.forEach(each -> samples.put(Plan.contestant(profile, each.id), new Samples(each.forks)));
            Row row = new Row(setting, profile, List.copyOf(samples.keySet()));
            return new Comparison(
                    title,
                    date,
                    workload,
                    poolSize,
                    burnNanos,
                    collector,
                    jdk,
                    profile,
                    contestants,
                    Verdict.of(row, samples::get));
        }
    }

    /**
     * A line of a row. Immutable.
     *
     * @param median operations per microsecond, all threads together; lowest and highest too
     * @param ratio to the row's first contestant
     * @param bytes per operation
     */
    record Contender(
            String id,
            String title,
            String settings,
            double median,
            double ratio,
            double lowest,
            double highest,
            double bytes,
            List<Sample> forks) {}

    /** The rows that are not there though a whole run has them. */
    List<String> missing() {
        Stream<Stream<String>> there = Stream.of(
                rows.stream().map(Comparison::title),
                costs.stream().map(Findings::title),
                trials.stream().map(TrialFindings::title));
        return Portions.missing(planned, there.flatMap(titles -> titles).toList());
    }

    /**
     * This report, and of an earlier one the rows that are not in this. Refused if they do not belong together: another machine, JDK,
     * effort or plan.
     */
    Report with(Report earlier) {
        if (!earlier.planned.equals(planned)
                || !earlier.effort.equals(effort)
                || !earlier.environment.isSameMachineAs(environment)) {
            throw Portions.doNotBelongTogether();
        }
        return new Report(
                effort,
                keyed,
                planned,
                environment,
                Portions.together(planned, rows, earlier.rows, Comparison::title),
                Portions.together(planned, costs, earlier.costs, Findings::title),
                Portions.together(planned, trials, earlier.trials, TrialFindings::title));
    }

    /** The same figures, judged as is judged now. */
    Report judgedAnew() {
        return new Report(
                effort,
                keyed,
                planned,
                environment,
                rows.stream().map(Comparison::judgedAnew).toList(),
                costs,
                trials.stream().map(TrialFindings::judgedAnew).toList());
    }

    static List<Comparison> comparisons(
            List<Row> rows, Interleaved<Fork, Sample> runs, Effort effort, Environment environment) {
        return rows.stream()
                .map(row -> comparison(row, runs, effort, environment))
                .toList();
    }

    private static Comparison comparison(
            Row row, Interleaved<Fork, Sample> runs, Effort effort, Environment environment) {
        Setting setting = row.setting();
        Function<Contestant, Samples> samples = contestant -> new Samples(runs.of(row.fork(contestant)));
        double base = samples.apply(row.contestants().get(0)).median();
        return new Comparison(
                row.title(),
                environment.date(),
                setting.workload().name(),
                setting.poolSize(),
                setting.burnNanos(),
                setting.collector().name(),
                setting.jdk().version(),
                row.profile(),
                row.contestants().stream()
                        .map(contestant -> contender(contestant, samples.apply(contestant), base))
                        .toList(),
                effort.judged() ? Verdict.of(row, samples) : List.of());
    }

    private static Contender contender(Contestant contestant, Samples of, double base) {
        return new Contender(
                contestant.id(),
                contestant.title(),
                contestant.settings(),
                of.median(),
                of.median() / base,
                of.lowest(),
                of.highest(),
                of.bytes(),
                of.forks());
    }
}
