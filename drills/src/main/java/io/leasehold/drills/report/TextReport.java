package io.leasehold.drills.report;

import io.leasehold.drills.Entry;
import io.leasehold.drills.Figure;
import io.leasehold.drills.Finding;
import io.leasehold.drills.Outcome;
import io.leasehold.drills.Verdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Outcomes for people, at most 100 columns wide. For one thread. */
public final class TextReport {

    /** Where text begins: after a label and a time. */
    private static final int TEXT = 17;

    private final PrintWriter out;
    private final Style style;

    public TextReport(PrintWriter out, Style style) {
        this.out = out;
        this.style = style;
    }

    /**
     * What runs where.
     *
     * @param drills how many
     * @param ofDatabases how many of these run against the database
     * @param database its name, if any does
     */
    public void heading(int drills, long ofDatabases, String database) {
        String where = " against " + database;
        if (ofDatabases == 0) {
            where = " on services of their own";
        } else if (ofDatabases < drills) {
            where = ", " + ofDatabases + " of them against " + database + ", the others on services of their own";
        }
        String count = drills + (drills == 1 ? " drill" : " drills");
        Columns.wrap(count + where, Columns.PAGE).forEach(line -> out.println(style.bold(line)));
        out.flush();
    }

    /** One drill: what was done, what was seen, what was measured, which laws held. */
    public void outcome(Outcome outcome) {
        out.println();
        out.println(style.bold(outcome.drill()) + style.dim("  on " + outcome.pool()));
        Columns.wrap(outcome.incident(), Columns.PAGE - 2).forEach(line -> out.println("  " + line));
        if (!outcome.settings().isEmpty()) {
            paragraph("with", "", String.join(", ", outcome.settings()), Tone.DIM);
        }
        out.println();
        outcome.entries().forEach(this::entry);
        if (!outcome.figures().isEmpty()) {
            out.println();
            outcome.figures().forEach(this::figure);
        }
        if (!outcome.findings().isEmpty()) {
            out.println();
            outcome.findings().forEach(this::finding);
        }
        out.println();
        verdict(outcome);
        out.flush();
    }

    /** The last lines: how many came to what. */
    public void summary(List<Outcome> outcomes, Duration took) {
        out.println();
        for (Outcome outcome : outcomes) {
            String verdict = Columns.left(outcome.verdict().text(), 8);
            String why = outcome.verdict() == Verdict.PASS ? "" : "  " + why(outcome);
            List<String> lines = Columns.wrap(why, Columns.PAGE - 40);
            out.println("  " + style.verdict(outcome.verdict(), verdict) + Columns.left(outcome.drill(), 18)
                    + Columns.right(seconds(outcome.took()), 7) + (why.isEmpty() ? "" : "  " + lines.get(0)));
            lines.stream().skip(1).forEach(line -> out.println(" ".repeat(37) + line));
        }
        out.println();
        out.println(tally(outcomes) + " in " + seconds(took));
        out.flush();
    }

    private String tally(List<Outcome> outcomes) {
        long passed = outcomes.stream()
                .filter(outcome -> outcome.verdict() == Verdict.PASS)
                .count();
        long failed = outcomes.stream()
                .filter(outcome -> outcome.verdict() == Verdict.FAIL)
                .count();
        long notRun = outcomes.size() - passed - failed;
        Verdict worst = passed == outcomes.size() ? Verdict.PASS : Verdict.FAIL;
        String text = passed + " of " + outcomes.size() + " passed"
                + (failed > 0 ? ", " + failed + " failed" : "")
                + (notRun > 0 ? ", " + notRun + " not run" : "");
        return style.verdict(worst, text);
    }

    private static String why(Outcome outcome) {
        if (outcome.reason() != null) {
            return outcome.reason();
        }
        return String.join("; ", outcome.failures().stream().map(Finding::law).toList());
    }

    private enum Tone {
        DIM,
        GOOD,
        BAD
    }

    private void entry(Entry entry) {
        String label = entry.kind().name().toLowerCase(Locale.ROOT);
        Tone tone = entry.kind() == Entry.Kind.SAID ? Tone.DIM : null;
        paragraph(label, seconds(entry.at()), entry.text(), tone);
    }

    private void figure(Figure figure) {
        String value = figure.text();
        int dots = Math.max(3, Columns.PAGE - TEXT - figure.name().length() - value.length() - 2);
        out.println(" ".repeat(TEXT) + figure.name() + " " + style.dim(".".repeat(dots)) + " " + value);
    }

    private void finding(Finding finding) {
        paragraph(finding.held() ? "held" : "BROKEN", "", finding.law(), finding.held() ? Tone.GOOD : Tone.BAD);
        paragraph("", "", finding.seen(), Tone.DIM);
    }

    private void verdict(Outcome outcome) {
        String rest = outcome.drill() + " on " + outcome.pool() + ", " + seconds(outcome.took())
                + (outcome.reason() == null ? "" : ": " + outcome.reason());
        List<String> lines = Columns.wrap(rest, Columns.PAGE - TEXT);
        String label = Columns.left(outcome.verdict().text(), TEXT - 2);
        out.println("  " + style.verdict(outcome.verdict(), label) + lines.get(0));
        lines.stream().skip(1).forEach(line -> out.println(" ".repeat(TEXT) + line));
    }

    /** A label, a time, and text that keeps clear of both. */
    private void paragraph(String label, String time, String text, @Nullable Tone tone) {
        List<String> lines = Columns.wrap(text, Columns.PAGE - TEXT);
        for (int i = 0; i < lines.size(); i++) {
            String head = i == 0 ? toned(tone, Columns.left(label, 6)) + Columns.right(time, 7) : " ".repeat(TEXT - 4);
            out.println(
                    ("  " + head + "  " + (tone == Tone.DIM ? style.dim(lines.get(i)) : lines.get(i))).stripTrailing());
        }
    }

    private String toned(@Nullable Tone tone, String text) {
        if (tone == null || tone == Tone.DIM) {
            return style.dim(text);
        }
        return tone == Tone.GOOD ? style.good(text) : style.bad(text);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1_000.0);
    }
}
