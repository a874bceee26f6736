package io.leasehold.lab.publish;

import io.leasehold.lab.LabProgram;
import io.leasehold.lab.bench.BenchCharts;
import io.leasehold.lab.bench.BenchTables;
import io.leasehold.lab.wait.WaitCharts;
import io.leasehold.lab.wait.WaitTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What lab/publish runs. */
@Command(
        name = "lab/publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the last runs of lab/bench, lab/bench --keyed, lab/wait and lab/gateway into docs/benchmarks.md:",
            "machine, versions, date, every row, every verdict; and into benchmarks beside it their pictures,",
            "and as JSON every figure that these and the tables are made from.",
            "Takes whole runs only, and only such as are judged.",
            "What was not run since the last build stays as it is on the page. On a quiet machine:",
            "  lab/bench && lab/bench --keyed && lab/wait && lab/gateway && lab/publish"
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
            names = "--keyed",
            paramLabel = "FILE",
            defaultValue = "lab/jmh/target/keyed.json",
            description = "What lab/bench --keyed left (${DEFAULT-VALUE}).")
    private Path keyed = Path.of("keyed.json");

    @Option(
            names = "--wait",
            paramLabel = "FILE",
            defaultValue = "lab/jmh/target/wait.json",
            description = "What lab/wait left (${DEFAULT-VALUE}).")
    private Path wait = Path.of("wait.json");

    @Option(
            names = "--gateway",
            paramLabel = "FILE",
            defaultValue = "lab/load/target/gateway.json",
            description = "What lab/gateway left (${DEFAULT-VALUE}).")
    private Path gateway = Path.of("gateway.json");

    public static void main(String[] arguments) {
        System.exit(LabProgram.run(new PublishMain(), arguments));
    }

    /** Everything is read before anything is written: a run that is refused leaves page and folder as they are. */
    @Override
    public Integer call() throws IOException {
        Page filled = new Page(Files.readString(existingPage()));
        List<Publication> found = found();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no run to publish; run lab/bench.");
        }
        for (Publication each : found) {
            filled = filled.with(each.part(), each.tables());
        }
        Path folder = Files.createDirectories(page.resolveSibling("benchmarks"));
        for (Publication each : found) {
            each.write(folder);
        }
        Files.writeString(page, filled.text());
        System.out.println("Written into " + page + ": "
                + found.stream().map(Publication::part).collect(Collectors.joining(", ")));
        return CommandLine.ExitCode.OK;
    }

    private List<Publication> found() throws IOException {
        List<Publication> found = new ArrayList<>();
        if (Files.isReadable(bench)) {
            found.add(new Publication("bench", bench, BenchTables.of(bench), BenchCharts.of(bench)));
        }
        if (Files.isReadable(keyed)) {
            found.add(new Publication("keyed", keyed, BenchTables.of(keyed), Map.of()));
        }
        if (Files.isReadable(wait)) {
            found.add(new Publication("wait", wait, WaitTables.of(wait), WaitCharts.of(wait)));
        }
        if (Files.isReadable(gateway)) {
            found.add(new Publication("gateway", gateway, PreparedPage.of(gateway), Map.of()));
        }
        return found;
    }

    private Path existingPage() {
        if (!Files.isReadable(page)) {
            throw new IllegalArgumentException("there is no " + page + "; name the page by --page FILE.");
        }
        return page;
    }
}
