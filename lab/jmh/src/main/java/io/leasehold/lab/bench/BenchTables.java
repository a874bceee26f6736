package io.leasehold.lab.bench;

import io.leasehold.lab.JsonFile;
import io.leasehold.lab.Markdown;
import io.leasehold.lab.Portions;
import io.leasehold.lab.endpoints.Findings;
import io.leasehold.lab.trials.TrialFindings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A run of lab/bench as docs/benchmarks.md shows it. */
public final class BenchTables {
    private static final List<String> COLUMNS = List.of("", "ops/µs", "ratio", "lowest", "highest", "B/op");

    private BenchTables() {}

    /** @param json what lab/bench left; refused if it is not a whole run that is judged */
    public static String of(Path json) throws IOException {
        Report report = JsonFile.read(json, Report.class);
        if (!report.effort().judged()) {
            throw new IllegalArgumentException(json + " is of a run with --smoke; run lab/bench.");
        }
        if (!report.missing().isEmpty()) {
            throw Portions.notWhole(json, report.missing());
        }
        return of(report.judgedAnew());
    }

    private static String of(Report report) {
        Effort effort = report.effort();
        Markdown page = new Markdown();
        page.paragraph(String.format(
                "`lab/bench%s%s`: medians of interleaved forks, each of %d x %d ms after %d x %d ms of warm-up. %s.",
                report.keyed() ? " --keyed" : "",
                effort.name().equals(Effort.FULL.name()) ? "" : " --" + effort.name(),
                effort.measurements(),
                effort.iterationMillis(),
                effort.warmups(),
                effort.iterationMillis(),
                report.environment().text()));
        page.words(List.of("contestant", "settings"), contestants(report));
        List<String> missed = Stream.of(
                        report.rows().stream().flatMap(BenchTables::missed),
                        report.costs().stream().flatMap(Findings::missed),
                        report.trials().stream().flatMap(TrialFindings::missed))
                .flatMap(sentences -> sentences)
                .toList();
        page.paragraph(missed.isEmpty() ? "No target was missed in this run." : "Not reached in this run:");
        page.list(missed);
        report.rows().forEach(row -> print(row, page));
        report.costs().forEach(findings -> findings.print(page));
        report.trials().forEach(findings -> findings.print(page));
        return page.text();
    }

    private static List<List<String>> contestants(Report report) {
        return report.rows().stream()
                .filter(row -> row.profile().equals(Plan.SAFE) || row.profile().equals(Plan.FAST) || report.keyed())
                .flatMap(row -> row.contestants().stream()
                        .map(contender -> List.of(contender.title() + ", " + row.profile(), contender.settings())))
                .distinct()
                .toList();
    }

    private static Stream<String> missed(Report.Comparison row) {
        return row.verdict().stream()
                .filter(sentence -> sentence.contains(Target.MISSED) || sentence.contains(Target.UNRESOLVED))
                .map(sentence -> row.title() + ": " + sentence);
    }

    private static void print(Report.Comparison row, Markdown page) {
        page.heading(row.title());
        page.paragraph(row.contestants().get(0).forks().size() + " forks each, " + row.date() + ".");
        BenchCharts.nameOf(row).ifPresent(name -> page.picture(name, row.title()));
        page.figures(COLUMNS, row.contestants().stream().map(BenchTables::line).toList());
        page.list(row.verdict());
    }

    private static List<String> line(Report.Contender contender) {
        return List.of(
                contender.title(),
                String.format("%.2f", contender.median()),
                String.format("%.2f", contender.ratio()),
                String.format("%.2f", contender.lowest()),
                String.format("%.2f", contender.highest()),
                String.format("%.0f", contender.bytes()));
    }
}
