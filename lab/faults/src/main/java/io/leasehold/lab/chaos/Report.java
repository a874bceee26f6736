package io.leasehold.lab.chaos;

import io.leasehold.lab.Environment;
import io.leasehold.lab.chaos.run.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What all runs came to; this is what stands in the JSON. Immutable.
 *
 * @param violations over all runs
 * @param notExercised runs whose fault did not happen while a transaction was in flight, and those that were wanted and not made
 * @param notJudged runs of which nobody knows whether what must hold did
 */
record Report(
        Environment environment,
        int runs,
        int violations,
        int notExercised,
        int notJudged,
        List<Line> cells,
        List<NotRun> notRun,
        List<Result> results) {

    /** A run that was wanted and not made, and why. */
    record NotRun(long seed, String cell, String why) {}

    /**
     * A cell's line. Times are in milliseconds, from the fault's end until everybody was served.
     *
     * @param recovered the median
     * @param longest the longest
     */
    record Line(
            String cell,
            int runs,
            int notExercised,
            int notJudged,
            int violations,
            long recovered,
            long longest,
            long transactions,
            long committed,
            long unknown,
            long errors) {}

    /**
     * Of all that were wanted, whether they were run or not.
     *
     * @param whyNot the reason for one that was not
     */
    static Report of(List<Long> wanted, List<Result> results, LongFunction<String> whyNot) {
        List<Result> inOrder =
                results.stream().sorted(Comparator.comparingLong(Result::seed)).toList();
        Set<Long> ran = inOrder.stream().map(Result::seed).collect(Collectors.toSet());
        List<NotRun> notRun = wanted.stream()
                .filter(seed -> !ran.contains(seed))
                .map(seed -> new NotRun(seed, Matrix.of(seed).title(), whyNot.apply(seed)))
                .toList();
        List<Line> lines = Matrix.CELLS.stream()
                .map(Cell::title)
                .map(cell -> line(
                        cell,
                        inOrder.stream()
                                .filter(result -> result.cell().equals(cell))
                                .toList(),
                        (int) notRun.stream()
                                .filter(each -> each.cell().equals(cell))
                                .count()))
                .filter(line -> line.runs() + line.notExercised() > 0)
                .toList();
        return new Report(
                Environment.read(),
                inOrder.size(),
                lines.stream().mapToInt(Line::violations).sum(),
                lines.stream().mapToInt(Line::notExercised).sum(),
                lines.stream().mapToInt(Line::notJudged).sum(),
                lines,
                notRun,
                inOrder);
    }

    boolean isGreen() {
        return violations == 0 && notExercised == 0 && notJudged == 0 && runs > 0;
    }

    private static Line line(String cell, List<Result> runs, int notRun) {
        List<Long> times = runs.stream()
                .map(result -> result.outcome().recovered())
                .sorted()
                .toList();
        return new Line(
                cell,
                runs.size(),
                notRun
                        + (int) runs.stream()
                                .filter(result -> !result.outcome().exercised())
                                .count(),
                (int) runs.stream()
                        .filter(result -> !result.outcome().doubts().isEmpty())
                        .count(),
                runs.stream()
                        .mapToInt(result -> result.outcome().violations().size())
                        .sum(),
                times.isEmpty() ? 0 : times.get(times.size() / 2),
                times.isEmpty() ? 0 : times.get(times.size() - 1),
                sum(runs, Outcome::transactions),
                sum(runs, Outcome::committed),
                sum(runs, Outcome::unknown),
                sum(runs, Outcome::errors));
    }

    private static long sum(List<Result> runs, ToLongFunction<Outcome> figure) {
        return runs.stream().map(Result::outcome).mapToLong(figure).sum();
    }

    /** As a table in Markdown, which is readable in a terminal as well. */
    List<String> table() {
        List<String> table = new ArrayList<>();
        table.add(row(
                "cell",
                "runs",
                "not exercised",
                "not judged",
                "violations",
                "recovered",
                "longest",
                "transactions",
                "errors"));
        table.add("|" + "-".repeat(41) + "|" + "-".repeat(5) + ":|" + "-".repeat(14) + ":|" + "-".repeat(11) + ":|"
                + "-".repeat(11) + ":|" + "-".repeat(10) + ":|" + "-".repeat(10) + ":|" + "-".repeat(13) + ":|"
                + "-".repeat(9) + ":|");
        for (Line line : cells) {
            table.add(row(
                    line.cell,
                    line.runs,
                    line.notExercised,
                    line.notJudged,
                    line.violations,
                    seconds(line.recovered),
                    seconds(line.longest),
                    line.transactions,
                    line.errors));
        }
        return table;
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.2f s", millis / 1_000.0);
    }

    private static String row(Object... columns) {
        return String.format(Locale.ROOT, "| %-39s | %4s | %13s | %10s | %10s | %9s | %9s | %12s | %8s |", columns);
    }
}
