package io.leasehold.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.lab.Environment;
import io.leasehold.lab.Interleaved;
import io.leasehold.lab.Jdk;
import io.leasehold.lab.JsonFile;
import io.leasehold.lab.Progress;
import io.leasehold.lab.peers.Contestants;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures as written, from the run to the page. */
class BenchTablesTest {
    @TempDir
    Path folder;

    private final Row row = new Row(
            new Setting(Workload.WORK, 32, 0, Collector.G1, Jdk.current()), Plan.SAFE, Contestants.equallySafe());

    private Path measured(Effort effort, boolean partial) throws IOException {
        Interleaved<Fork, Sample> runs = new Interleaved<>(row.forks().toList(), 3, 0);
        runs.run(
                fork -> new Sample(fork.contestant() == Contestants.LEASEHOLD ? 20 : 10, 48),
                new Progress(new PrintStream(OutputStream.nullOutputStream())));
        Path json = folder.resolve("bench.json");
        JsonFile.write(json, Report.of(List.of(row), runs, List.of(), effort, false, partial));
        return json;
    }

    @Test
    void aRunIsShownWithItsMachineItsRowsAndWhatWasMissed() throws IOException {
        assertThat(BenchTables.of(measured(Effort.QUICK, false)).lines())
                .anyMatch(line -> line.startsWith("`lab/bench --quick`: medians of 3 interleaved forks")
                        && line.contains(Environment.read().jdk()))
                .anyMatch(line ->
                        line.matches("\\| Leasehold \\S+ \\| 20\\.0 \\| 2\\.00 \\| 20\\.0 \\| 20\\.0 \\| 48 \\|"))
                .contains("- Leasehold is first")
                .contains("- " + row.title() + ": statement target, 3 times HikariCP (aim 5): missed at 2.00 times,"
                        + " 2.00 to 2.00");
    }

    @Test
    void aRunThatIsNotWholeIsRefused() {
        assertThatThrownBy(() -> BenchTables.of(measured(Effort.SMOKE, false)))
                .hasMessageContaining("--smoke or --only");
        assertThatThrownBy(() -> BenchTables.of(measured(Effort.QUICK, true)))
                .hasMessageContaining("--smoke or --only");
    }
}
