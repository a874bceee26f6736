package io.leasehold.lab.bench;

import io.leasehold.lab.Environment;
import io.leasehold.lab.Interleaved;
import io.leasehold.lab.endpoints.Findings;
import io.leasehold.lab.peers.Contestant;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * All that a run found, for whoever prints it; this is what stands in the JSON. Immutable.
 *
 * @param rounds forks of each contestant that were run
 * @param keyed whether it is a run of the rows of shared and keyed pools
 * @param partial whether rows are missing because they were not asked for
 * @param costs rows of another kind: what an endpoint costs
 */
record Report(
        Effort effort,
        int rounds,
        boolean keyed,
        boolean partial,
        Environment environment,
        List<Comparison> rows,
        List<Findings> costs) {
    static final Path USUAL_FILE = Path.of("lab/jmh/target/bench.json");
    static final Path USUAL_FILE_OF_KEYED = Path.of("lab/jmh/target/keyed.json");

    /**
     * A row. Immutable.
     *
     * @param verdict a sentence each; none if there is nothing to judge
     */
    record Comparison(
            String title,
            String workload,
            int poolSize,
            long burnNanos,
            String collector,
            String jdk,
            String profile,
            List<Contender> contestants,
            List<String> verdict) {}

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

    static Report of(
            List<Row> rows,
            Interleaved<Fork, Sample> runs,
            List<Findings> costs,
            Effort effort,
            boolean keyed,
            boolean partial) {
        List<Comparison> comparisons =
                rows.stream().map(row -> comparison(row, runs, effort)).toList();
        return new Report(effort, runs.roundsDone(), keyed, partial, Environment.read(), comparisons, costs);
    }

    private static Comparison comparison(Row row, Interleaved<Fork, Sample> runs, Effort effort) {
        Setting setting = row.setting();
        Function<Contestant, Samples> samples = contestant -> new Samples(runs.of(row.fork(contestant)));
        double base = samples.apply(row.contestants().get(0)).median();
        return new Comparison(
                row.title(),
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
