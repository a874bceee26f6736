package io.leasehold.lab.bench;

import java.io.PrintStream;

/** The report for a terminal: a block for each row, a line for each contestant. */
final class TableReport {
    private final PrintStream out;

    TableReport(PrintStream out) {
        this.out = out;
    }

    void print(Report report) {
        out.printf(
                "%s run: interleaved forks of each; medians, lowest and highest%n",
                report.effort().name());
        out.println(report.environment().text());
        report.rows().forEach(this::print);
        report.costs().forEach(findings -> findings.print(out));
        report.trials().forEach(findings -> findings.print(out));
        if (!report.effort().judged()) {
            out.printf("%nA smoke run: every row ran once, and its figures mean nothing.%n");
        }
    }

    private void print(Report.Comparison row) {
        out.printf("%n%s%n", row.title());
        out.printf("  %-28s %9s %8s %19s %8s   %s%n", "", "ops/us", "ratio", "lowest .. highest", "B/op", "settings");
        for (Report.Contender contender : row.contestants()) {
            out.printf(
                    "  %-28s %9.2f %8.2f %9.2f .. %6.2f %8.1f   %s%n",
                    contender.title(),
                    contender.median(),
                    contender.ratio(),
                    contender.lowest(),
                    contender.highest(),
                    contender.bytes(),
                    contender.settings());
        }
        row.verdict().forEach(sentence -> out.println("  => " + sentence));
    }
}
