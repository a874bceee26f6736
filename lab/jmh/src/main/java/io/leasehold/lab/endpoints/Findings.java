package io.leasehold.lab.endpoints;

import io.leasehold.lab.Markdown;
import io.leasehold.lab.Median;
import io.leasehold.lab.peers.KeyedContestant;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row of the report. Immutable.
 *
 * @param verdict a sentence each; none if there is nothing to judge
 */
public record Findings(String title, Scale scale, List<Line> contestants, List<String> verdict) {
    private static final List<String> COLUMNS =
            List.of("", "µs each", "lowest", "highest", "bytes each", "threads", "close, ms");

    /** A contestant: the medians of its runs, and the runs. */
    public record Line(String id, String title, String settings, Cost median, List<Cost> runs) {
        static Line of(KeyedContestant contestant, List<Cost> runs) {
            Cost median = new Cost(
                    Median.of(runs, Cost::micros),
                    Median.of(runs, Cost::bytes),
                    (int) Median.of(runs, Cost::threads),
                    Median.of(runs, Cost::closeMillis));
            return new Line(contestant.id(), contestant.title(), contestant.settings(), median, runs);
        }

        private List<String> cells() {
            return List.of(
                    title,
                    String.format("%.1f", median.micros()),
                    String.format(
                            "%.1f",
                            runs.stream().mapToDouble(Cost::micros).min().orElseThrow()),
                    String.format(
                            "%.1f",
                            runs.stream().mapToDouble(Cost::micros).max().orElseThrow()),
                    String.format("%,.0f", median.bytes()),
                    Integer.toString(median.threads()),
                    String.format("%.0f", median.closeMillis()));
        }
    }

    /** For a terminal. */
    public void print(PrintStream out) {
        out.printf("%n%s%n", title);
        String line = "  %-32s %9s %9s %9s %11s %8s %10s   %s%n";
        out.printf(line, Stream.concat(COLUMNS.stream(), Stream.of("settings")).toArray());
        for (Line contestant : contestants) {
            out.printf(
                    line,
                    Stream.concat(contestant.cells().stream(), Stream.of(contestant.settings()))
                            .toArray());
        }
        verdict.forEach(sentence -> out.println("  => " + sentence));
    }

    /** For a page. */
    public void print(Markdown page) {
        page.heading(title);
        page.paragraph(String.format(
                "One thread acquires on each endpoint once and returns; medians of %d JVMs, each of which had done all of it"
                        + " %d times before. Opening the resource itself costs nothing here.",
                contestants.get(0).runs().size(), scale.warmUps()));
        page.figures(COLUMNS, contestants.stream().map(Line::cells).toList());
        page.list(verdict);
    }

    /** What was not reached. */
    public Stream<String> missed() {
        return verdict.stream()
                .filter(sentence -> sentence.contains(Limit.MISSED) || sentence.contains(Limit.UNRESOLVED))
                .map(sentence -> title + ": " + sentence);
    }
}
