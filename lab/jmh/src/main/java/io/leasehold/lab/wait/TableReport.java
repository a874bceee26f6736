package io.leasehold.lab.wait;

import io.leasehold.lab.Environment;
import io.leasehold.lab.peers.PoolContestant;
import java.io.PrintStream;
import java.util.List;

/** The report for a reader. */
final class TableReport {
    private final PrintStream out;

    TableReport(PrintStream out) {
        this.out = out;
    }

    void print(List<Row> rows, Interleaved runs, Pace pace) {
        out.printf(
                "%s run: medians of %d interleaved runs of %.1f s, each in a JVM of its own%n",
                pace.name(), pace.rounds(), pace.millis() / 1e3);
        out.println(Environment.read().text());
        out.printf(
                "Waits in milliseconds. An acquire that took %d us or more has waited. Ideal: the same quantile in a%n"
                        + "simulated first-in first-out line with the same holds in which waking costs nothing.%n",
                Waits.WAITED_NANOS / 1_000);
        for (Row row : rows) {
            print(row, runs);
            if (pace.judged()) {
                Verdict.of(row, runs).ifPresent(verdict -> out.println("  => " + verdict));
            }
        }
        if (!pace.judged()) {
            out.printf("%nA smoke run: every row ran once, and its figures mean nothing.%n");
        }
    }

    private void print(Row row, Interleaved runs) {
        out.printf("%n%s%n", row.title());
        out.printf(
                "  %-24s %10s %7s | %31s | %31s | %31s | %s%n",
                "", "", "", "of those who waited", "ideal", "of all acquires", "leases per thread");
        String quantiles = String.format("%7s %7s %7s %7s", "p50", "p99", "p99.9", "max");
        out.printf(
                "  %-24s %10s %7s | %s | %s | %s | %8s %8s %5s%n",
                "", "leases/s", "waited", quantiles, quantiles, quantiles, "least", "most", "gini");
        for (PoolContestant contestant : row.contestants()) {
            print(contestant, runs.of(row, contestant));
        }
    }

    private void print(PoolContestant contestant, Medians of) {
        out.printf(
                "  %-24s %10.0f %5.1f %% | %s | %s | %s | %8.0f %8.0f %5.2f",
                contestant.title(),
                of.throughput(),
                100 * of.of(Result::shareThatWaited),
                text(of.waited()),
                text(of.ideal()),
                text(of.all()),
                of.of(run -> run.spread().least()),
                of.of(run -> run.spread().most()),
                of.of(run -> run.spread().gini()));
        double refused = of.of(Result::refused);
        out.println(refused > 0 ? String.format("  (%.0f acquires refused)", refused) : "");
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
