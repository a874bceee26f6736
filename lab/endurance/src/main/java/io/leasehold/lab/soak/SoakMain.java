package io.leasehold.lab.soak;

import io.leasehold.lab.Environment;
import io.leasehold.lab.JsonFile;
import io.leasehold.lab.LabProgram;
import io.leasehold.lab.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What lab/soak runs. */
@Command(
        name = "lab/soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Has a JDBC pool, a shared pool, a group and sessions at work for minutes, used well and badly, and reads"
                    + " at",
            "intervals, with everything at rest and after a full collection, the heap, threads, file descriptors and"
                    + " the",
            "objects of the library. Then loads all of it in a class loader of its own, again and again, and waits"
                    + " until",
            "that is collected. Prints tables and writes every reading as JSON.",
            "Fails if something grew, did not come to rest, or was not collected."
        })
final class SoakMain implements Callable<Integer> {
    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "15",
            description = "How long it works: ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(names = "--loads", paramLabel = "N", defaultValue = "200", description = "Class loaders: ${DEFAULT-VALUE}.")
    private int loads;

    @Option(
            names = "--planted",
            paramLabel = "LEAK",
            defaultValue = "NONE",
            description = "Leaks on purpose, to see that it is found: ${COMPLETION-CANDIDATES}.")
    private Planted planted = Planted.NONE;

    @Option(names = "--seed", paramLabel = "N", description = "Of what the threads do; their order is the machine's.")
    private long seed = System.nanoTime();

    @Option(names = "--out", paramLabel = "FILE", description = "Where the JSON goes.")
    private Path out = SoakReport.USUAL_FILE;

    public static void main(String[] arguments) {
        System.exit(LabProgram.run(new SoakMain(), arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (!(minutes > 0) || minutes > 100_000 || loads < 0) {
            throw new IllegalArgumentException("--minutes must be more than 0, and --loads at least 0.");
        }
        SoakFound soak =
                new SoakRun(Duration.ofMillis((long) (minutes * 60_000)), planted).run(seed, new Progress(System.err));
        Unloads.Found unloads = new Unloads(planted, Duration.ofSeconds(20)).run(loads, new Progress(System.err));
        SoakReport report = new SoakReport(minutes, seed, planted, Environment.read(), soak, unloads);
        System.out.println(report.page());
        JsonFile.write(out, report);
        System.out.println("Every reading: " + out);
        return report.missed().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
