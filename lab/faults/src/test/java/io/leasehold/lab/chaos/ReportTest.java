package io.leasehold.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static Report report(List<Long> wanted, Result... results) {
        return Report.of(wanted, List.of(results), seed -> "no JDK for " + seed);
    }

    @Test
    void whereAllWasRunAndAllHeldItIsGreen() {
        assertThat(report(List.of(0L), Results.green(0)).isGreen()).isTrue();
        assertThat(report(List.of()).isGreen()).isFalse();
    }

    @Test
    void aFaultThatDidNotHappenIsNotGreen() {
        assertThat(report(List.of(0L, 1L), Results.green(0), Results.notExercised(1))
                        .isGreen())
                .isFalse();
    }

    @Test
    void aRunThatIsNotJudgedIsNotGreenAndIsNoViolation() {
        Report report = report(List.of(0L, 1L), Results.green(0), Results.notJudged(1));
        assertThat(report.isGreen()).isFalse();
        assertThat(report.notJudged()).isOne();
        assertThat(report.notExercised()).isZero();
        assertThat(report.violations()).isZero();
        assertThat(report.cells()).extracting(Report.Line::notJudged).containsExactly(0, 1);
        assertThat(Results.notJudged(1).isGreen()).isFalse();
    }

    @Test
    void fewerResultsThanWantedAreNotGreenAndSayWhy() {
        Report report = report(List.of(0L, 1L), Results.green(0));
        assertThat(report.isGreen()).isFalse();
        assertThat(report.runs()).isOne();
        assertThat(report.notExercised()).isOne();
        assertThat(report.notRun())
                .containsExactly(new Report.NotRun(1, Matrix.of(1).title(), "no JDK for 1"));
        assertThat(report.cells()).extracting(Report.Line::runs).containsExactly(1, 0);
    }

    @Test
    void aLineHasTheMedianAndTheLongestTime() {
        long cells = Matrix.CELLS.size();
        Report report =
                report(List.of(0L, cells, 2 * cells), Results.green(0), Results.green(cells), Results.green(2 * cells));
        assertThat(report.cells()).singleElement().satisfies(line -> {
            assertThat(line.runs()).isEqualTo(3);
            assertThat(line.recovered()).isEqualTo(20 + cells);
            assertThat(line.longest()).isEqualTo(20 + 2 * cells);
        });
    }
}
