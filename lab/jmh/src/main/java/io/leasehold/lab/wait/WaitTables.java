package io.leasehold.lab.wait;

import io.leasehold.lab.JsonFile;
import io.leasehold.lab.Markdown;
import io.leasehold.lab.Portions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A run of lab/wait as docs/benchmarks.md shows it. */
public final class WaitTables {
    private static final List<String> COLUMNS = List.of(
            "",
            "leases/s",
            "lowest",
            "highest",
            "waited",
            "p50",
            "p99",
            "p99.9",
            "longest",
            "ideal p99.9",
            "fewest leases",
            "most");

    private WaitTables() {}

    /** @param json what lab/wait left; refused if it is not a whole run that is judged */
    public static String of(Path json) throws IOException {
        Report report = JsonFile.read(json, Report.class);
        if (!report.pace().judged()) {
            throw new IllegalArgumentException(json + " is of a run with --smoke; run lab/wait --quick or lab/wait.");
        }
        if (!report.missing().isEmpty()) {
            throw Portions.notWhole(json, report.missing());
        }
        return of(report.judgedAnew());
    }

    private static String of(Report report) {
        Pace pace = report.pace();
        Markdown page = new Markdown();
        page.paragraph(String.format(
                "`lab/wait%s`: medians of %d interleaved runs of %.1f s after %.1f s of warm-up, longer where connections are "
                        + "returned at once and where a line is long. %s.",
                pace.name().equals(Pace.QUICK.name()) ? " --quick" : "",
                pace.rounds(),
                pace.millis() / 1e3,
                pace.warmUpMillis() / 1e3,
                report.environment().text()));
        page.words(List.of("contestant", "settings"), contestants(report));
        page.missed(report.rows().stream().flatMap(WaitTables::missed).toList());
        report.rows().forEach(row -> print(row, page));
        return page.text();
    }

    private static List<List<String>> contestants(Report report) {
        return report.rows().stream()
                .flatMap(row -> row.contestants().stream())
                .map(contender -> List.of(contender.title(), contender.settings()))
                .distinct()
                .toList();
    }

    private static Stream<String> missed(Report.Comparison row) {
        return row.verdict().stream()
                .filter(sentence -> sentence.contains(Verdict.MISSED))
                .map(sentence -> row.title() + ": " + sentence);
    }

    private static void print(Report.Comparison row, Markdown page) {
        page.heading(row.title());
        page.picture(WaitCharts.nameOf(row), row.title());
        page.figures(COLUMNS, row.contestants().stream().map(WaitTables::line).toList());
        page.list(row.contestants().stream().flatMap(WaitTables::late).toList());
        page.list(row.verdict());
    }

    private static Stream<String> late(Report.Contender of) {
        return of.late() == 0
                ? Stream.empty()
                : Stream.of(String.format(
                        "%s: %,.0f threads still waited for a connection 5 s after the end", of.title(), of.late()));
    }

    private static List<String> line(Report.Contender of) {
        return List.of(
                of.title(),
                String.format("%,.0f", of.leasesPerSecond()),
                String.format("%,.0f", of.lowest()),
                String.format("%,.0f", of.highest()),
                String.format("%.1f %%", 100 * of.shareThatWaited()),
                millis(of.waited().p50()),
                millis(of.waited().p99()),
                millis(of.waited().p999()),
                millis(of.waited().max()),
                millis(of.ideal().p999()),
                String.format("%,.0f", of.leastLeases()),
                String.format("%,.0f", of.mostLeases()));
    }

    private static String millis(double millis) {
        return String.format(millis < 1 ? "%.3f" : millis < 100 ? "%.1f" : "%.0f", millis);
    }
}
