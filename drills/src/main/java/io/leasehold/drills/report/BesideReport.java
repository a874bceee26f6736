package io.leasehold.drills.report;

import io.leasehold.drills.Figure;
import io.leasehold.drills.Finding;
import io.leasehold.drills.Outcome;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The same drill on several pools, side by side: each law, each figure, and the verdict. For one thread. */
public final class BesideReport {

    private static final int CELL = 16;

    private final PrintWriter out;
    private final Style style;

    public BesideReport(PrintWriter out, Style style) {
        this.out = out;
        this.style = style;
    }

    /** @param outcomes one drill on each pool, never empty */
    public void drill(List<Outcome> outcomes) {
        Outcome first = outcomes.get(0);
        int wide = Columns.PAGE - 2 - CELL * outcomes.size();
        out.println();
        out.println(style.bold(first.drill()));
        Columns.wrap(first.incident(), Columns.PAGE - 2).forEach(line -> out.println("  " + line));
        for (Outcome outcome : outcomes) {
            List<String> lines = Columns.wrap(outcome.pool() + settings(outcome), Columns.PAGE - 4);
            for (int i = 0; i < lines.size(); i++) {
                out.println(style.dim((i == 0 ? "  " : "    ") + lines.get(i)));
            }
        }
        out.println();
        out.println("  " + " ".repeat(wide)
                + outcomes.stream()
                        .map(outcome -> style.bold(Columns.right(outcome.pool(), CELL)))
                        .collect(Collectors.joining()));
        for (String law : laws(outcomes)) {
            row(law, wide, outcomes.stream().map(outcome -> held(outcome, law)).toList());
        }
        for (String figure : figures(outcomes)) {
            row(
                    figure,
                    wide,
                    outcomes.stream().map(outcome -> value(outcome, figure)).toList());
        }
        row(
                "verdict",
                wide,
                outcomes.stream()
                        .map(outcome -> style.verdict(
                                outcome.verdict(),
                                Columns.right(outcome.verdict().text(), CELL)))
                        .toList());
        outcomes.stream()
                .filter(outcome -> outcome.reason() != null)
                .forEach(outcome -> Columns.wrap(outcome.pool() + ": " + outcome.reason(), Columns.PAGE - 2)
                        .forEach(line -> out.println("  " + line)));
        out.flush();
    }

    /**
     * One line for each drill, one column for each contestant; drills that follow one another on the same ones share a heading.
     *
     * @param caution what readers should know of the database, or null
     */
    public void summary(List<List<Outcome>> drills, @Nullable String caution) {
        List<String> shown = List.of();
        for (List<Outcome> outcomes : drills) {
            List<String> contestants = outcomes.stream().map(Outcome::pool).toList();
            int wide = Columns.PAGE - 2 - CELL * contestants.size();
            if (!contestants.equals(shown)) {
                heading(contestants, wide);
                shown = contestants;
            }
            row(
                    outcomes.get(0).drill(),
                    wide,
                    outcomes.stream()
                            .map(outcome -> style.verdict(
                                    outcome.verdict(),
                                    Columns.right(outcome.verdict().text() + " " + tally(outcome), CELL)))
                            .toList());
        }
        if (caution != null) {
            out.println();
            Columns.wrap(caution, Columns.PAGE - 2).forEach(line -> out.println("  " + style.dim(line)));
        }
        out.flush();
    }

    private void heading(List<String> contestants, int wide) {
        out.println();
        out.println(style.bold("side by side: laws that held")
                + " ".repeat(Math.max(1, wide - 26))
                + contestants.stream()
                        .map(name -> style.bold(Columns.right(name, CELL)))
                        .collect(Collectors.joining()));
    }

    private static String settings(Outcome outcome) {
        return outcome.settings().isEmpty() ? "" : " with " + String.join(", ", outcome.settings());
    }

    private static String tally(Outcome outcome) {
        int all = outcome.findings().size();
        return all == 0 ? "" : (all - outcome.failures().size()) + "/" + all;
    }

    private void row(String label, int wide, List<String> cells) {
        List<String> lines = Columns.wrap(label, wide - 2);
        for (int i = 0; i < lines.size(); i++) {
            boolean last = i == lines.size() - 1;
            out.println(
                    ("  " + Columns.left(lines.get(i), wide) + (last ? String.join("", cells) : "")).stripTrailing());
        }
    }

    private static Set<String> laws(List<Outcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.findings().stream())
                .map(Finding::law)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> figures(List<Outcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.figures().stream())
                .map(Figure::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** "none" where the pool has nothing that the law could be held against, "-" where nothing was looked at. */
    private String held(Outcome outcome, String law) {
        return outcome.findings().stream()
                .filter(finding -> finding.law().equals(law))
                .findFirst()
                .map(finding -> finding.held()
                        ? style.good(Columns.right("held", CELL))
                        : style.bad(Columns.right("broken", CELL)))
                .orElse(Columns.right(outcome.findings().isEmpty() ? "-" : "none", CELL));
    }

    private static String value(Outcome outcome, String name) {
        return Columns.right(
                outcome.figures().stream()
                        .filter(figure -> figure.name().equals(name))
                        .findFirst()
                        .map(BesideReport::compact)
                        .orElse("-"),
                CELL);
    }

    private static String compact(Figure figure) {
        return figure.unit().equals("ms") ? figure.text() : figure.text().split(" ")[0];
    }
}
