package io.leasehold.lab.bench;

import io.leasehold.lab.Interleaved;
import io.leasehold.lab.Jdk;
import io.leasehold.lab.JsonFile;
import io.leasehold.lab.LabProgram;
import io.leasehold.lab.Progress;
import io.leasehold.lab.RunOptions;
import io.leasehold.lab.endpoints.Cost;
import io.leasehold.lab.endpoints.CostFork;
import io.leasehold.lab.endpoints.CostRow;
import io.leasehold.lab.endpoints.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What lab/bench runs. */
@Command(
        name = "lab/bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures Leasehold beside HikariCP and Agroal on a driver that costs nothing, all in one run,",
            "in short forks that take turns. Prints a table and writes every fork's figures as JSON.",
            "Without an option: the full run, about an hour."
        })
final class BenchMain implements Callable<Integer> {
    @Mixin
    private RunOptions options = new RunOptions();

    @Option(
            names = "--main",
            description = "The main rows, those of --quick, until they are judged as in a full run: about 8 minutes.")
    private boolean main;

    @Option(
            names = "--keyed",
            description = {
                "The rows of shared and keyed pools alone, beside HBase's ConnectionCache and Commons Pool's keyed pool.",
                "With --quick it takes about 4 minutes, with --main about 9."
            })
    private boolean keyed;

    @Option(
            names = "--prof",
            paramLabel = "NAME[:SETTINGS]",
            description = {
                "Runs each contestant of the rows once under this profiler of JMH and prints what it says:",
                "gc, stack, jfr, async:libPath=..., and whatever else this JMH has; may be repeated.",
                "Usually with --only. Nothing is judged."
            })
    private List<String> profilers = List.of();

    public static void main(String[] arguments) {
        System.exit(LabProgram.run(new BenchMain(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        Effort effort = options.effort(Effort.SMOKE, Effort.QUICK, main ? Effort.MAIN : Effort.FULL);
        List<Row> rows = options.wanted(rows(effort), Row::title);
        List<CostRow> costs = options.wanted(costs(effort), CostRow::title);
        options.refuseIfNone(rows, costs);
        if (!effort.judged() || !profilers.isEmpty()) {
            // JMH refuses to run beside another JMH, which matters to nobody who reads no figures
            System.setProperty("jmh.ignoreLock", "true");
        }
        if (!profilers.isEmpty()) {
            new Profile(System.out, profilers).run(rows.stream().flatMap(Row::forks));
            return CommandLine.ExitCode.OK;
        }
        Interleaved<Fork, Sample> runs =
                new Interleaved<>(rows.stream().flatMap(Row::forks).toList(), effort.rounds(), effort.limitSeconds());
        runs.run(fork -> fork.run(effort), new Progress(System.err));
        Report report = Report.of(rows, runs, findings(costs), effort, keyed, options.isPartial());
        new TableReport(System.out).print(report);
        Path out = options.out(keyed ? Report.USUAL_FILE_OF_KEYED : Report.USUAL_FILE);
        JsonFile.write(out, report);
        System.out.println();
        System.out.println("Every fork's figures: " + out);
        return CommandLine.ExitCode.OK;
    }

    private List<Row> rows(Effort effort) {
        if (keyed) {
            return Plan.keyed(Jdk.current());
        }
        return effort == Effort.QUICK || effort == Effort.MAIN
                ? Plan.main(Jdk.current())
                : Plan.full(Jdk.current(), options.newerJdk());
    }

    private List<CostRow> costs(Effort effort) {
        return keyed || effort == Effort.SMOKE || effort == Effort.FULL ? Plan.costs(effort, Jdk.current()) : List.of();
    }

    private static List<Findings> findings(List<CostRow> rows) {
        return rows.stream()
                .map(row -> {
                    Interleaved<CostFork, Cost> runs =
                            new Interleaved<>(row.forks(), row.scale().rounds(), 0);
                    runs.run(CostFork::run, new Progress(System.err));
                    return row.findings(runs);
                })
                .toList();
    }
}
