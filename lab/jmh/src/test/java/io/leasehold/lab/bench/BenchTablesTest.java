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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures as written, from the run to the page. */
class BenchTablesTest {
    @TempDir
    Path folder;

    private final Row work = row(Workload.WORK);
    private final Row handOver = row(Workload.HAND_OVER);

    private static Row row(Workload workload) {
        Setting setting = new Setting(workload, 32, 0, Collector.G1, Jdk.current());
        return new Row(setting, Plan.SAFE, Contestants.equallySafe(true));
    }

    private Report measured(Effort effort, Row... rows) {
        Interleaved<Fork, Sample> runs =
                new Interleaved<>(Stream.of(rows).flatMap(Row::forks).toList(), 5, 0);
        runs.run(
                fork -> new Sample(fork.contestant() == Contestants.LEASEHOLD ? 20 : 10, 48),
                new Progress(new PrintStream(OutputStream.nullOutputStream())));
        Environment environment = Environment.read();
        return new Report(
                effort,
                false,
                List.of(work.title(), handOver.title()),
                environment,
                Report.comparisons(List.of(rows), runs, effort, environment),
                List.of(),
                List.of());
    }

    private Path written(Report report) throws IOException {
        Path json = folder.resolve("bench.json");
        JsonFile.write(json, report);
        return json;
    }

    @Test
    void aRunIsShownWithItsMachineItsRowsAndWhatWasMissed() throws IOException {
        Path json = written(measured(Effort.QUICK, work, handOver));
        assertThat(BenchTables.of(json).lines())
                .anyMatch(line -> line.startsWith("`lab/bench --quick`: medians of interleaved forks")
                        && line.contains(Environment.read().jdk()))
                .anyMatch(line -> line.startsWith("5 forks each, 20"))
                .anyMatch(line ->
                        line.matches("\\| Leasehold \\S+ \\| 20\\.00 \\| 2\\.00 \\| 20\\.00 \\| 20\\.00 \\| 48 \\|"))
                .contains("- Leasehold is first")
                .contains("- first, or within 10 % of the first: reached at 2.00 times the best other, 2.00 to 2.00")
                .anyMatch(line -> line.endsWith("nothing is held against it"))
                .contains("- " + work.title() + ": statement target, 3 times HikariCP (aim 5): missed at 2.00 times,"
                        + " 2.00 to 2.00");
    }

    @Test
    void aRunThatIsNotJudgedIsRefused() throws IOException {
        Path json = written(measured(Effort.SMOKE, work, handOver));
        assertThatThrownBy(() -> BenchTables.of(json)).hasMessageContaining("--smoke");
    }

    @Test
    void aRunThatIsNotWholeIsRefusedWithWhatItLacks() throws IOException {
        Path json = written(measured(Effort.QUICK, handOver));
        assertThatThrownBy(() -> BenchTables.of(json)).hasMessageEndingWith("--add: " + work.title());
    }

    @Test
    void figuresAreJudgedAsIsJudgedNow() {
        Report.Comparison row = measured(Effort.FULL, work).rows().get(0);
        Report.Comparison older = new Report.Comparison(
                row.title(),
                row.date(),
                row.workload(),
                row.poolSize(),
                row.burnNanos(),
                row.collector(),
                row.jdk(),
                row.profile(),
                row.contestants(),
                List.of("as was judged then"));
        assertThat(older.judgedAnew()).isEqualTo(row);
    }

    @Test
    void portionsMakeAWholeInThePlannedOrder() {
        Report portion = measured(Effort.QUICK, work);
        Report whole = portion.with(measured(Effort.QUICK, handOver));
        assertThat(whole.missing()).isEmpty();
        assertThat(whole.rows()).extracting(Report.Comparison::title).containsExactly(work.title(), handOver.title());
        assertThat(portion.with(whole).rows()).hasSize(2);
    }

    @Test
    void portionsOfAnotherEffortStayApart() {
        Report portion = measured(Effort.QUICK, work);
        Report other = measured(Effort.FULL, handOver);
        assertThatThrownBy(() -> portion.with(other)).hasMessageContaining("without --add");
    }
}
