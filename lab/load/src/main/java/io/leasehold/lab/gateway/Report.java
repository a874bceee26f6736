package io.leasehold.lab.gateway;

import io.leasehold.lab.Environment;
import io.leasehold.lab.Interleaved;
import io.leasehold.lab.Median;
import io.leasehold.testbed.DatabaseKind;
import java.nio.file.Path;
import java.util.List;

/**
 * All that a run found; this is what stands in the JSON. Immutable.
 *
 * @param partial whether rows are missing because they were not asked for
 * @param page what is said of it in docs/benchmarks.md
 */
record Report(
        Pace pace, boolean partial, Environment environment, List<Rate> rates, List<CrowdFound> crowds, String page) {
    static final Path USUAL_FILE = Path.of("lab/load/target/gateway.json");

    /** A database's rows, and a sentence of the verdict each; none where there is no target. */
    record Rate(String title, List<Line> lines, List<String> verdict) {}

    /** Rows a second one way: the median, the lowest and the highest of the runs. */
    record Line(
            String title,
            double median,
            double lowest,
            double highest,
            long mostResultBytes,
            List<Reading.Found> runs) {
        static Line of(Route route, List<Reading.Found> runs) {
            return new Line(
                    route.title,
                    Median.of(runs, Reading.Found::rowsPerSecond),
                    runs.stream()
                            .mapToDouble(Reading.Found::rowsPerSecond)
                            .min()
                            .orElseThrow(),
                    runs.stream()
                            .mapToDouble(Reading.Found::rowsPerSecond)
                            .max()
                            .orElseThrow(),
                    runs.stream().mapToLong(Reading.Found::resultBytes).max().orElseThrow(),
                    runs);
        }
    }

    static Rate rate(String title, DatabaseKind kind, Interleaved<Reading, Reading.Found> runs) {
        refuseIfDifferent(kind, runs);
        List<Line> lines = RowRates.readings(kind).stream()
                .map(reading -> Line.of(reading.route(), runs.of(reading)))
                .toList();
        return new Rate(title, lines, RateVerdict.hasTarget(kind) ? verdict(lines) : List.of());
    }

    private static List<String> verdict(List<Line> lines) {
        return List.of(
                RateVerdict.ofRate(
                        lines.get(Route.GATEWAY.ordinal()).median(),
                        lines.get(Route.BARE.ordinal()).median(),
                        lines.get(Route.CEILING.ordinal()).median()),
                RateVerdict.ofMemory(lines.get(Route.GATEWAY.ordinal()).mostResultBytes()));
    }

    /** A way that gave other values is no way. */
    private static void refuseIfDifferent(DatabaseKind kind, Interleaved<Reading, Reading.Found> runs) {
        long distinct = List.of(Route.BARE, Route.GATEWAY).stream()
                .flatMap(route -> runs.of(new Reading(kind, route)).stream())
                .map(Reading.Found::sum)
                .distinct()
                .count();
        if (distinct != 1) {
            throw new IllegalStateException("Through the gateway " + kind + " gave other values than without it.");
        }
    }
}
