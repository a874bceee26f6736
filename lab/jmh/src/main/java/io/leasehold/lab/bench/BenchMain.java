package io.leasehold.lab.bench;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.JsonFile;
import io.leasehold.lab.LabProgram;
import io.leasehold.lab.RunOptions;
import io.leasehold.lab.endpoints.CostRow;
import io.leasehold.lab.trials.TrialRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
            "Measures Leasehold beside its peers, all in one run, in short forks that take turns.",
            "Prints a table and writes every fork's figures as JSON.",
            "Without an option: every row with every peer, about two hours and a quarter; --only and --add make it in portions."
        })
final class BenchMain implements Callable<Integer> {
    @Mixin
    private RunOptions options = new RunOptions();

    @Option(
            names = "--list",
            description = "Says which rows there are and how many forks each has, and measures nothing.")
    private boolean list;

    @Option(
            names = "--keyed",
            description = {
                "The rows of shared and keyed pools alone, beside HBase's ConnectionCache and Commons Pool's keyed pool.",
                "With --quick it takes about 4 minutes, without about 15."
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
        Effort effort = options.effort(Effort.SMOKE, Effort.QUICK, Effort.FULL);
        BenchRun whole = BenchRun.whole(effort, keyed, rows(effort), costs(effort), trials(effort));
        BenchRun run = new BenchRun(
                effort,
                keyed,
                whole.planned(),
                options.wanted(whole.rows(), Row::title),
                options.wanted(whole.costs(), CostRow::title),
                options.wanted(whole.trials(), TrialRow::title));
        options.refuseIfNone(run.rows(), run.costs(), run.trials());
        if (list) {
            run.print(System.out);
            return CommandLine.ExitCode.OK;
        }
        if (!effort.judged() || !profilers.isEmpty()) {
            // JMH refuses to run beside another JMH, which matters to nobody who reads no figures
            System.setProperty("jmh.ignoreLock", "true");
        }
        if (!profilers.isEmpty()) {
            new Profile(System.out, profilers).run(run.rows().stream().flatMap(Row::forks));
            return CommandLine.ExitCode.OK;
        }
        measure(run);
        return CommandLine.ExitCode.OK;
    }

    private void measure(BenchRun run) throws IOException {
        Path out = options.out(keyed ? Report.USUAL_FILE_OF_KEYED : Report.USUAL_FILE);
        // read before anything is measured, so that what is wrong with it is said at once
        @Nullable Report earlier = options.isAdding(out) ? JsonFile.read(out, Report.class) : null;
        if (earlier != null) {
            run.nothing().with(earlier);
        }
        Report report = run.measure(System.err);
        new TableReport(System.out).print(report);
        JsonFile.write(out, earlier == null ? report : report.with(earlier));
        System.out.println();
        System.out.println("Every fork's figures: " + out);
    }

    /** A smoke run has the keyed rows as well, since nobody publishes it. */
    private List<Row> rows(Effort effort) {
        Jdk jdk = Jdk.current();
        if (keyed) {
            return Plan.keyed(jdk);
        }
        if (effort == Effort.QUICK) {
            return Plan.quick(jdk);
        }
        if (effort.judged()) {
            return Plan.full(jdk, options.newerJdk());
        }
        return Stream.concat(Plan.smoke(jdk, options.newerJdk()).stream(), Plan.keyed(jdk).stream())
                .toList();
    }

    private List<CostRow> costs(Effort effort) {
        return keyed || !effort.judged() ? Plan.costs(effort, Jdk.current()) : List.of();
    }

    private List<TrialRow> trials(Effort effort) {
        return keyed ? List.of() : Plan.trials(effort, Jdk.current());
    }
}
