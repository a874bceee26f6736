package io.leasehold.lab.gateway;

import io.leasehold.lab.Environment;
import io.leasehold.lab.Markdown;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A run as docs/benchmarks.md and a terminal show it. Stateless. */
final class ReportPage {
    private static final List<String> COLUMNS = List.of("", "rows/s", "lowest", "highest", "most kept in the gateway");

    private ReportPage() {}

    static String of(Pace pace, Environment environment, List<Report.Rate> rates, List<CrowdFound> crowds) {
        Markdown page = new Markdown();
        page.paragraph(String.format(
                Locale.ROOT,
                "`lab/gateway%s`: rows are medians of %d interleaved runs, each in a JVM of its own that has read them once"
                        + " before; sessions work for %d s after a third of that as warm-up. %s.",
                pace.equals(Pace.FULL) ? "" : " --" + pace.name(),
                pace.rounds(),
                pace.busySeconds(),
                environment.text()));
        if (pace.judged()) {
            Stream<String> missed = Stream.concat(
                    rates.stream().flatMap(rate -> missed(rate.title(), rate.verdict())),
                    crowds.stream().flatMap(crowd -> missed(crowd.title(), crowd.verdict())));
            page.missed(missed.toList());
        }
        for (Report.Rate rate : rates) {
            page.heading(rate.title());
            page.figures(COLUMNS, rate.lines().stream().map(ReportPage::cells).toList());
            if (pace.judged()) {
                page.list(rate.verdict());
            }
        }
        for (CrowdFound crowd : crowds) {
            page.heading(crowd.title());
            page.figures(
                    List.of("", ""),
                    crowd.figures().stream()
                            .map(figure -> List.of(figure.name(), figure.value()))
                            .toList());
            page.list(crowd.verdict());
        }
        return page.text();
    }

    private static Stream<String> missed(String title, List<String> verdict) {
        return verdict.stream()
                .filter(sentence -> sentence.contains(RateVerdict.MISSED))
                .map(sentence -> title + ": " + sentence);
    }

    private static List<String> cells(Report.Line line) {
        return List.of(
                line.title(),
                String.format(Locale.ROOT, "%,.0f", line.median()),
                String.format(Locale.ROOT, "%,.0f", line.lowest()),
                String.format(Locale.ROOT, "%,.0f", line.highest()),
                line.mostResultBytes() == 0
                        ? ""
                        : String.format(Locale.ROOT, "%.1f MB", line.mostResultBytes() / 1048576.0));
    }
}
