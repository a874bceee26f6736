package io.leasehold.lab.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
class WaitTablesTest {
    @TempDir
    Path folder;

    private final Row row =
            new Row(Scenario.open(128, 4, Hold.ONE_MILLISECOND, 90), Jdk.current(), Contestants.thatWaitInBrief());

    private Path measured(Pace pace, String... planned) throws IOException {
        Interleaved<Fork, Result> runs = new Interleaved<>(row.forks().toList(), 3, 0);
        Quantiles waits = new Quantiles(0.5, 2, 25, 30);
        Quantiles ideal = new Quantiles(0.5, 1, 2, 3);
        runs.run(
                fork -> new Result(1_000, 0.5, waits, waits, ideal, 1, new Spread(7, 9, 0), 0, 0),
                new Progress(new PrintStream(OutputStream.nullOutputStream())));
        Path json = folder.resolve("wait.json");
        JsonFile.write(json, Report.of(List.of(row), runs, pace, List.of(planned)));
        return json;
    }

    @Test
    void aRunIsShownWithItsRowsAndWhatWasMissed() throws IOException {
        assertThat(WaitTables.of(measured(Pace.QUICK, row.title())).lines())
                .anyMatch(line -> line.startsWith("`lab/wait --quick`: medians of 7 interleaved runs of 0.8 s"))
                .anyMatch(line -> line.matches("\\| Leasehold \\S+ \\| 1,000 \\| 1,000 \\| 1,000 \\| 50\\.0 % "
                        + "\\| 0\\.500 \\| 2\\.0 \\| 25\\.0 \\| 30\\.0 \\| 2\\.0 \\| 7 \\| 9 \\|"))
                .contains("- " + row.title()
                        + ": p99.9 of those who waited at most 20 ms: missed; longest at most 40 ms: reached");
    }

    @Test
    void aRunThatIsNotWholeIsRefused() {
        assertThatThrownBy(() -> WaitTables.of(measured(Pace.SMOKE, row.title())))
                .hasMessageContaining("--smoke");
        assertThatThrownBy(() -> WaitTables.of(measured(Pace.QUICK, row.title(), "another row")))
                .hasMessageEndingWith("--add: another row");
    }
}
