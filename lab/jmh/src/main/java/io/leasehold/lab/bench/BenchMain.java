package io.leasehold.lab.bench;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What lab/bench runs. */
@Command(
        name = "lab/bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures Leasehold beside HikariCP and Agroal on a driver that costs nothing, all in one run,",
            "in short forks that take turns. Prints a table and writes every fork's figures as JSON.",
            "Without an option: the full run, about half an hour."
        })
final class BenchMain implements Callable<Integer> {
    @Option(names = "--quick", description = "The main rows on G1, under 3 minutes.")
    private boolean quick;

    @Option(names = "--smoke", description = "Every row once, under 2 minutes; nothing is judged.")
    private boolean smoke;

    @Option(names = "--only", paramLabel = "TEXT", description = "Rows whose title contains TEXT, whatever its case.")
    private String only = "";

    @Option(
            names = "--jdk25",
            paramLabel = "HOME",
            defaultValue = "${env:JDK25_HOME}",
            description = "A JDK 21 or later for the rows with virtual threads; also read from JDK25_HOME.")
    private @Nullable Path jdk25;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "lab/jmh/target/bench.json",
            description = "Where the JSON goes (${DEFAULT-VALUE}).")
    private Path out = Path.of("bench.json");

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        CommandLine line = new CommandLine(new BenchMain());
        line.setExecutionExceptionHandler((problem, command, result) -> {
            command.getErr().println("lab/bench: " + problem.getMessage());
            boolean misused = problem instanceof IllegalArgumentException;
            return misused ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Effort effort = smoke ? Effort.SMOKE : quick ? Effort.QUICK : Effort.FULL;
        List<Row> rows = rows(effort);
        if (rows.isEmpty()) {
            System.err.println("lab/bench: no row's title contains \"" + only + "\".");
            return CommandLine.ExitCode.USAGE;
        }
        if (!effort.judged()) {
            // JMH refuses to run beside another JMH, which matters to nobody who reads no figures
            System.setProperty("jmh.ignoreLock", "true");
        }
        Interleaved runs = new Interleaved(rows, effort);
        runs.run(new Progress(System.err));
        new TableReport(System.out).print(rows, runs, effort);
        new JsonReport().write(out, rows, runs, effort);
        System.out.println();
        System.out.println("Every fork's figures: " + out);
        return CommandLine.ExitCode.OK;
    }

    private List<Row> rows(Effort effort) {
        Jdk newer = jdk25 == null ? null : Jdk.at(jdk25);
        List<Row> all = effort == Effort.QUICK ? Plan.quick(Jdk.current()) : Plan.full(Jdk.current(), newer);
        String wanted = only.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(row -> row.title().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }
}
