package io.leasehold.lab.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What counts as growth. */
class GrowthTest {
    private static final long MEGABYTE = 1 << 20;

    private static List<Reading> readings(int count, IntToLongFunction value) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Reading(
                        i, value.applyAsLong(i), value.applyAsLong(i), value.applyAsLong(i), value.applyAsLong(i)))
                .toList();
    }

    private static boolean grew(Kind kind, IntToLongFunction value) {
        return !Growth.of(kind, readings(12, value)).isWithin();
    }

    @Test
    void whatStaysDidNotGrow() {
        assertThat(List.of(Kind.values())).noneMatch(kind -> grew(kind, i -> 20 * MEGABYTE));
    }

    @Test
    void whatIsLostWithEachReadingIsSeen() {
        assertThat(grew(Kind.HEAP, i -> (20 + i) * MEGABYTE)).isTrue();
        assertThat(grew(Kind.THREADS, i -> 20 + 2L * i)).isTrue();
        assertThat(grew(Kind.FILES, i -> 20 + 2L * i)).isTrue();
        assertThat(grew(Kind.OBJECTS, i -> 30_000 + 400L * i)).isTrue();
    }

    @Test
    void whatFillsUpInTheFirstQuarterDidNotGrow() {
        assertThat(grew(Kind.HEAP, i -> Math.min(i, 3) * 50 * MEGABYTE)).isFalse();
    }

    @Test
    void oneHighReadingIsNoise() {
        assertThat(grew(Kind.THREADS, i -> i == 9 ? 500 : 20)).isFalse();
    }

    @Test
    void whatShrinksDidNotGrow() {
        assertThat(grew(Kind.HEAP, i -> (100 - i) * MEGABYTE)).isFalse();
    }

    @Test
    void aFewReadingsShowNothing() {
        assertThatThrownBy(() -> Growth.of(Kind.HEAP, readings(Growth.FEWEST - 1, i -> i)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
