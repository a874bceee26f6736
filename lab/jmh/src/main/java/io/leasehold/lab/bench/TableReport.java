package io.leasehold.lab.bench;

import io.leasehold.lab.Environment;
import io.leasehold.lab.peers.Contestant;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

/** The report for a reader: a block for each row, a line for each contestant. */
final class TableReport {
    private final PrintStream out;

    TableReport(PrintStream out) {
        this.out = out;
    }

    void print(List<Row> rows, Interleaved runs, Effort effort) {
        Environment here = Environment.read();
        out.printf(
                "%s run: %d interleaved forks of each; medians, lowest and highest%n",
                effort.name(), runs.roundsDone());
        out.println(here.text());
        for (Row row : rows) {
            Function<Contestant, Samples> samples = contestant -> runs.of(new Fork(row.setting(), contestant));
            print(row, samples);
            if (effort.judged()) {
                Verdict.of(row, samples).ifPresent(verdict -> out.println("  => " + verdict));
            }
        }
        if (!effort.judged()) {
            out.printf("%nA smoke run: every row ran once, and its figures mean nothing.%n");
        }
    }

    private void print(Row row, Function<Contestant, Samples> samples) {
        out.printf("%n%s%n", row.title());
        out.printf("  %-28s %9s %8s %19s %8s   %s%n", "", "ops/us", "ratio", "lowest .. highest", "B/op", "settings");
        double base = samples.apply(row.contestants().get(0)).median();
        for (Contestant contestant : row.contestants()) {
            Samples of = samples.apply(contestant);
            out.printf(
                    "  %-28s %9.2f %8.2f %9.2f .. %6.2f %8.1f   %s%n",
                    contestant.title(),
                    of.median(),
                    of.median() / base,
                    of.lowest(),
                    of.highest(),
                    of.bytes(),
                    contestant.settings());
        }
    }
}
