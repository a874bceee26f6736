package io.leasehold.lab.wait;

import io.leasehold.lab.Environment;
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
            "Without an option: every row with every peer, about 50 minutes; --only and --add make it in portions."
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
        Jdk jdk = Jdk.current();
        List<Row> all = options.effort(Plan.smoke(jdk, newer), Plan.quick(jdk, newer), Plan.full(jdk, newer));
        List<Row> rows = options.wanted(all, Row::title);
        options.refuseIfNone(rows);
        List<String> planned = all.stream().map(Row::title).toList();
        Path out = options.out(Report.USUAL_FILE);
        @Nullable Report earlier = options.isAdding(out) ? JsonFile.read(out, Report.class) : null;
        if (earlier != null) {
            // what is wrong with it is said before anything is measured
            new Report(pace, planned, Environment.read(), List.of()).with(earlier);
        }
        Interleaved<Fork, Result> runs =
                new Interleaved<>(rows.stream().flatMap(Row::forks).toList(), pace.rounds(), 0);
        Capacity capacity = new Capacity();
        runs.run(pace.atOnce(), fork -> fork.run(pace, capacity), new Progress(System.err));
        Report report = Report.of(rows, runs, pace, planned);
        new TableReport(System.out).print(report);
        JsonFile.write(out, earlier == null ? report : report.with(earlier));
        System.out.println();
        System.out.println("Every run's figures: " + out);
        return CommandLine.ExitCode.OK;
    }
}
