package io.leasehold.lab.wait;

import java.io.PrintStream;

/** The report for a terminal: a block for each row, a line for each contestant. */
final class TableReport {
    private final PrintStream out;

    TableReport(PrintStream out) {
        this.out = out;
    }

    void print(Report report) {
        Pace pace = report.pace();
        out.printf(
                "%s run: medians of %d interleaved runs of %.1f s, each in a JVM of its own%n",
                pace.name(), pace.rounds(), pace.millis() / 1e3);
        out.println(report.environment().text());
        out.printf(
                "Waits in milliseconds. An acquire that took %d us or more has waited. Ideal: the same quantile in a%n"
                        + "simulated first-in first-out line with the same holds in which waking costs nothing.%n",
                Waits.WAITED_NANOS / 1_000);
        report.rows().forEach(this::print);
        if (!pace.judged()) {
            out.printf("%nA smoke run: every row ran once, and its figures mean nothing.%n");
        }
    }

    private void print(Report.Comparison row) {
        out.printf("%n%s%n", row.title());
        out.printf(
                "  %-24s %10s %7s | %31s | %31s | %31s | %s%n",
                "", "", "", "of those who waited", "ideal", "of all acquires", "leases per thread");
        String quantiles = String.format("%7s %7s %7s %7s", "p50", "p99", "p99.9", "max");
        out.printf(
                "  %-24s %10s %7s | %s | %s | %s | %8s %8s %5s%n",
                "", "leases/s", "waited", quantiles, quantiles, quantiles, "least", "most", "gini");
        row.contestants().forEach(this::print);
        row.verdict().forEach(sentence -> out.println("  => " + sentence));
    }

    private void print(Report.Contender of) {
        out.printf(
                "  %-24s %10.0f %5.1f %% | %s | %s | %s | %8.0f %8.0f %5.2f",
                of.title(),
                of.leasesPerSecond(),
                100 * of.shareThatWaited(),
                text(of.waited()),
                text(of.ideal()),
                text(of.all()),
                of.leastLeases(),
                of.mostLeases(),
                of.gini());
        out.print(of.refused() > 0 ? String.format("  (%.0f acquires refused)", of.refused()) : "");
        out.println(of.late() > 0 ? String.format("  (%.0f threads still waiting 5 s later)", of.late()) : "");
    }

    private static String text(Quantiles quantiles) {
        return String.format(
                "%s %s %s %s",
                text(quantiles.p50()), text(quantiles.p99()), text(quantiles.p999()), text(quantiles.max()));
    }

    private static String text(double millis) {
        return String.format(millis < 1 ? "%7.3f" : millis < 100 ? "%7.1f" : "%7.0f", millis);
    }
}
