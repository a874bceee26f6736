package io.leasehold.lab.publish;

import io.leasehold.lab.LabProgram;
import io.leasehold.lab.bench.BenchTables;
import io.leasehold.lab.wait.WaitTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What lab/publish runs. */
@Command(
        name = "lab/publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the last runs of lab/bench and lab/wait into docs/benchmarks.md: machine, versions, date,",
            "every row, every verdict. Takes whole runs only, and only such as are judged. On a quiet machine:",
            "  lab/bench --quick && lab/wait --quick && lab/publish"
        })
final class PublishMain implements Callable<Integer> {
    @Option(
            names = "--page",
            paramLabel = "FILE",
            defaultValue = "docs/benchmarks.md",
            description = "The page (${DEFAULT-VALUE}).")
    private Path page = Path.of("benchmarks.md");

    @Option(
            names = "--bench",
            paramLabel = "FILE",
            defaultValue = "lab/jmh/target/bench.json",
            description = "What lab/bench left (${DEFAULT-VALUE}).")
    private Path bench = Path.of("bench.json");

    @Option(
            names = "--wait",
            paramLabel = "FILE",
            defaultValue = "lab/jmh/target/wait.json",
            description = "What lab/wait left (${DEFAULT-VALUE}).")
    private Path wait = Path.of("wait.json");

    public static void main(String[] arguments) {
        System.exit(LabProgram.run(new PublishMain(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        String benchTables = BenchTables.of(existing(bench, "lab/bench --quick"));
        String waitTables = WaitTables.of(existing(wait, "lab/wait --quick"));
        Page filled = new Page(Files.readString(existing(page, "lab/publish --page FILE")))
                .with("bench", benchTables)
                .with("wait", waitTables);
        Files.writeString(page, filled.text());
        System.out.println("Written: " + page);
        return CommandLine.ExitCode.OK;
    }

    private static Path existing(Path file, String command) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("there is no " + file + "; run " + command + ".");
        }
        return file;
    }
}
