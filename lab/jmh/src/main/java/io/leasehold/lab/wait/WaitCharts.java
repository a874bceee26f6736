package io.leasehold.lab.wait;

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

/** The pictures of a run of lab/wait: for each row how long the slowest of a thousand waited. */
public final class WaitCharts {
    private WaitCharts() {}

    /** @param json what lab/wait left; gives each picture with the name of its file */
    public static Map<String, BarChart> of(Path json) throws IOException {
        Map<String, BarChart> charts = new LinkedHashMap<>();
        JsonFile.read(json, Report.class).rows().forEach(row -> charts.put(nameOf(row), of(row)));
        return charts;
    }

    /** The name of a row's picture. */
    static String nameOf(Report.Comparison row) {
        Scenario scenario = row.scenario();
        String name = "wait-" + scenario.threads() + "-on-" + scenario.places() + "-" + scenario.hold()
                + (scenario.load() == 0 ? "" : "-at-" + scenario.load());
        return name.toLowerCase(Locale.ROOT).replace('_', '-') + ".svg";
    }

    private static BarChart of(Report.Comparison row) {
        List<Bar> bars = row.contestants().stream().map(WaitCharts::bar).toList();
        return new BarChart(row.title(), "p99.9 of the waits, ms", false, bars);
    }

    private static Bar bar(Report.Contender of) {
        double[] waits = of.runs().stream()
                .mapToDouble(run -> run.waited().p999())
                .sorted()
                .toArray();
        return new Bar(
                of.title(),
                of.id().equals(Contestants.LEASEHOLD.id()),
                of.waited().p999(),
                waits[0],
                waits[waits.length - 1]);
    }
}
