package io.leasehold.lab.wait;

import io.leasehold.lab.Interleaved;
import io.leasehold.lab.Jdk;
import io.leasehold.lab.JsonFile;
import io.leasehold.lab.LabProgram;
import io.leasehold.lab.Progress;
import io.leasehold.lab.RunOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    @Mixin
    private RunOptions options = new RunOptions();

    public static void main(String[] arguments) {
        System.exit(LabProgram.run(new WaitMain(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        Pace pace = options.effort(Pace.SMOKE, Pace.QUICK, Pace.FULL);
        @Nullable Jdk newer = options.newerJdk();
        List<Row> all = pace == Pace.QUICK ? Plan.quick(Jdk.current(), newer) : Plan.full(Jdk.current(), newer);
        List<Row> rows = options.wanted(all, Row::title);
        options.refuseIfNone(rows);
        Interleaved<Fork, Result> runs =
                new Interleaved<>(rows.stream().flatMap(Row::forks).toList(), pace.rounds(), 0);
        Capacity capacity = new Capacity();
        runs.run(fork -> fork.run(pace, capacity), new Progress(System.err));
        Report report = Report.of(rows, runs, pace, options.isPartial());
        new TableReport(System.out).print(report);
        Path out = options.out(Report.USUAL_FILE);
        JsonFile.write(out, report);
        System.out.println();
        System.out.println("Every run's figures: " + out);
        return CommandLine.ExitCode.OK;
    }
}
