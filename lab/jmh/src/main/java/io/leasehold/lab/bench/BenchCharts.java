package io.leasehold.lab.bench;

import io.leasehold.lab.JsonFile;
import io.leasehold.lab.charts.Bar;
import io.leasehold.lab.charts.BarChart;
import io.leasehold.lab.peers.Contestants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The pictures of a run of lab/bench: one for each row that many peers take part in. */
public final class BenchCharts {
    private static final int MANY = 5;

    private BenchCharts() {}

    /** @param json what lab/bench left; gives each picture with the name of its file */
    public static Map<String, BarChart> of(Path json) throws IOException {
        Report report = JsonFile.read(json, Report.class);
        Map<String, BarChart> charts = new LinkedHashMap<>();
        report.rows().forEach(row -> nameOf(row).ifPresent(name -> charts.put(name, of(row))));
        report.trials().forEach(trial -> charts.put(trial.chartName(), trial.chart()));
        return charts;
    }

    /** The name of a row's picture, if it has one. */
    static Optional<String> nameOf(Report.Comparison row) {
        boolean compared = row.profile().equals(Plan.SAFE) || row.profile().equals(Plan.FAST);
        if (!compared || row.contestants().size() < MANY) {
            return Optional.empty();
        }
        String workload = row.workload().toLowerCase(Locale.ROOT).replace('_', '-');
        String profile = row.profile().equals(Plan.SAFE) ? "safe" : "fast";
        int feature = Runtime.Version.parse(row.jdk()).feature();
        return Optional.of(workload + "-" + profile + "-jdk" + feature + ".svg");
    }

    private static BarChart of(Report.Comparison row) {
        List<Bar> bars = row.contestants().stream()
                .map(line -> new Bar(
                        line.title(),
                        line.id().equals(Contestants.LEASEHOLD.id()),
                        line.median(),
                        line.lowest(),
                        line.highest()))
                .toList();
        return new BarChart(row.title(), "operations per µs", true, bars);
    }
}
