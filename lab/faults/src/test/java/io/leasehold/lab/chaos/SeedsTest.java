package io.leasehold.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.lab.chaos.run.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a seed means, and what is kept of it. */
class SeedsTest {
    @TempDir
    Path folder;

    private static Result result(long seed, boolean exercised) {
        Outcome outcome = new Outcome(1, exercised, 10, 20 + seed, 100, 90, 1, 2, 3, List.of());
        return new Result(seed, Matrix.of(seed).title(), "platform threads, JDK 17", 1_000, outcome);
    }

    @Test
    void aSeedGivesTheSameScheduleEachTime() {
        LongStream.range(0, 200)
                .forEach(seed -> assertThat(Matrix.of(seed).schedule(seed))
                        .isEqualTo(Matrix.of(seed).schedule(seed)));
    }

    @Test
    void seedsThatFollowEachOtherGiveDifferentSchedules() {
        int cells = Matrix.CELLS.size();
        assertThat(LongStream.range(0, 20).mapToObj(i -> Matrix.of(i * cells).schedule(i * cells)))
                .doesNotHaveDuplicates();
    }

    @Test
    void asManySeedsAsCellsRunEachOnce() {
        assertThat(LongStream.range(0, Matrix.CELLS.size()).mapToObj(Matrix::of))
                .containsExactlyElementsOf(Matrix.CELLS);
    }

    @Test
    void whatWasRunIsKeptAndNotRunAgain() throws Exception {
        Path file = folder.resolve("state.jsonl");
        StateFile first = StateFile.at(file);
        first.add(result(3, true));
        first.add(result(4, false));
        StateFile second = StateFile.at(file);
        assertThat(second.results()).containsExactly(result(3, true), result(4, false));
        assertThat(second.has(3)).isTrue();
        assertThat(second.has(5)).isFalse();
    }

    @Test
    void resultsOfAnotherMatrixAreRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("state.jsonl"), "\"1 something else\"\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateFile.at(file))
                .withMessageContaining("another matrix");
    }

    @Test
    void aFaultThatDidNotHappenIsNotGreen() {
        assertThat(Report.of(List.of(result(0, true))).isGreen()).isTrue();
        assertThat(Report.of(List.of(result(0, true), result(1, false))).isGreen())
                .isFalse();
        assertThat(Report.of(List.of()).isGreen()).isFalse();
    }

    @Test
    void aLineHasTheMedianAndTheLongestTime() {
        long cells = Matrix.CELLS.size();
        Report report = Report.of(List.of(result(0, true), result(cells, true), result(2 * cells, true)));
        assertThat(report.cells()).singleElement().satisfies(line -> {
            assertThat(line.runs()).isEqualTo(3);
            assertThat(line.recovered()).isEqualTo(20 + cells);
            assertThat(line.longest()).isEqualTo(20 + 2 * cells);
        });
    }
}
