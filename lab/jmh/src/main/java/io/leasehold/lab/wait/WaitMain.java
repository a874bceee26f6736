package io.leasehold.lab.wait;

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

/** What lab/wait runs. */
@Command(
        name = "lab/wait",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how long threads wait for a connection when there are too few, beside the peers,",
            "in short runs that take turns. Prints a table and writes every run's figures as JSON.",
            "Without an option: the full run, about half an hour."
        })
final class WaitMain implements Callable<Integer> {
    @Option(names = "--quick", description = "The main rows, under 3 minutes.")
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
            defaultValue = "lab/jmh/target/wait.json",
            description = "Where the JSON goes (${DEFAULT-VALUE}).")
    private Path out = Path.of("wait.json");

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        CommandLine line = new CommandLine(new WaitMain());
        line.setExecutionExceptionHandler((problem, command, result) -> {
            command.getErr().println("lab/wait: " + problem.getMessage());
            boolean misused = problem instanceof IllegalArgumentException;
            return misused ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Pace pace = smoke ? Pace.SMOKE : quick ? Pace.QUICK : Pace.FULL;
        List<Row> rows = rows(pace);
        if (rows.isEmpty()) {
            System.err.println("lab/wait: no row's title contains \"" + only + "\".");
            return CommandLine.ExitCode.USAGE;
        }
        Interleaved runs = new Interleaved(rows, pace);
        runs.run(new Progress(System.err));
        new TableReport(System.out).print(rows, runs, pace);
        new JsonReport().write(out, rows, runs, pace);
        System.out.println();
        System.out.println("Every run's figures: " + out);
        return CommandLine.ExitCode.OK;
    }

    private List<Row> rows(Pace pace) {
        Jdk newer = jdk25 == null ? null : Jdk.at(jdk25);
        List<Row> all = pace == Pace.QUICK ? Plan.quick(Jdk.current(), newer) : Plan.full(Jdk.current(), newer);
        String wanted = only.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(row -> row.title().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }
}
