package io.leasehold.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a seed means. */
class SeedsTest {

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
}
