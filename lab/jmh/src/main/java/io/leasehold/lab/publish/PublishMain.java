package io.leasehold.lab.publish;

import io.leasehold.lab.LabProgram;
import io.leasehold.lab.bench.BenchCharts;
import io.leasehold.lab.bench.BenchTables;
import io.leasehold.lab.charts.BarChart;
import io.leasehold.lab.wait.WaitCharts;
import io.leasehold.lab.wait.WaitTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            "Writes the last runs of lab/bench, lab/bench --keyed, lab/wait and lab/gateway into docs/benchmarks.md:",
            "machine, versions, date, every row, every verdict; and their pictures into benchmarks beside it.",
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

    @Override
    public Integer call() throws IOException {
        Page filled = new Page(Files.readString(existingPage()));
        List<String> found = new ArrayList<>();
        if (Files.isReadable(bench)) {
            filled = filled.with("bench", BenchTables.of(bench));
            draw(BenchCharts.of(bench));
            found.add("bench");
        }
        if (Files.isReadable(keyed)) {
            filled = filled.with("keyed", BenchTables.of(keyed));
            found.add("keyed");
        }
        if (Files.isReadable(wait)) {
            filled = filled.with("wait", WaitTables.of(wait));
            draw(WaitCharts.of(wait));
            found.add("wait");
        }
        if (Files.isReadable(gateway)) {
            filled = filled.with("gateway", PreparedPage.of(gateway));
            found.add("gateway");
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no run to publish; run lab/bench.");
        }
        Files.writeString(page, filled.text());
        System.out.println("Written into " + page + ": " + String.join(", ", found));
        return CommandLine.ExitCode.OK;
    }

    private void draw(Map<String, BarChart> charts) throws IOException {
        Path folder = page.resolveSibling("benchmarks");
        for (Map.Entry<String, BarChart> chart : charts.entrySet()) {
            chart.getValue().write(folder.resolve(chart.getKey()));
        }
    }

    private Path existingPage() {
        if (!Files.isReadable(page)) {
            throw new IllegalArgumentException("there is no " + page + "; name the page by --page FILE.");
        }
        return page;
    }
}
