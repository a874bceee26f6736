package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nobody starves while running threads pass the line. A waiter's bound is max(5 ms, 2 x position x tau), tau being the time
 * between two leases of a pool that hands over. Once it and all who stand in front are past their bounds, every place that
 * is returned goes to the line, so that it is served within one more turn, position x tau, and the lease then in progress:
 * within twice the longest of those bounds, and one service.
 */
class StarvationTest {

    private static final long US = 1_000;
    private static final long MS = 1_000_000;
    private static final long WAKE_UP = 60 * US;

    static Stream<Arguments> storms() {
        Random random = new Random(20);
        LongSupplier oneInAHundredIsLong = () -> random.nextInt(100) == 0 ? 50 * MS : MS;
        return Stream.of(
                Arguments.of("32 threads on 4, 1 ms", 32, 4, fixed(MS), MS, MS),
                Arguments.of("500 threads on 4, 1 ms", 500, 4, fixed(MS), MS, MS),
                Arguments.of("64 threads on 4, 20 us, shorter than a wake-up", 64, 4, fixed(20 * US), 20 * US, 20 * US),
                Arguments.of("5 threads on 4, 100 us", 5, 4, fixed(100 * US), 100 * US, 100 * US),
                Arguments.of("32 threads on 1, 1 ms", 32, 1, fixed(MS), MS, MS),
                Arguments.of("32 threads on 4, 1 ms, 1 % of them 50", 32, 4, oneInAHundredIsLong, 1_490 * US, 50 * MS));
    }

    private static LongSupplier fixed(long nanos) {
        return () -> nanos;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("storms")
    void nobodyWaitsLongerThanTwiceItsBoundAndOneService(
            String storm, int threads, int places, LongSupplier holds, long meanHold, long longestHold) {
        BargedPool pool = BargedPool.of(places, WAKE_UP, holds);
        for (int i = 0; i < threads; i++) {
            pool.threadComes(i * US);
        }
        pool.runUntil(5_000 * MS);
        assertThat(pool.handedOver)
                .as("%s: some are handed a place, some pass", storm)
                .isBetween(1L, pool.leases - 1);
        double tau = (double) (meanHold + WAKE_UP) / places;
        assertThat(pool.waits)
                .isNotEmpty()
                .allSatisfy(wait -> assertThat(wait.nanos())
                        .isLessThanOrEqualTo((long) (2 * bound(wait.position(), tau)) + longestHold + WAKE_UP));
    }

    @Test
    void whoComesAtRandomDuringAStormWaitsNoLonger() {
        BargedPool pool = BargedPool.of(4, WAKE_UP, fixed(MS));
        for (int i = 0; i < 8; i++) {
            pool.threadComes(0);
        }
        Random random = new Random(20);
        for (long at = 0; at < 5_000 * MS; at += (long) (-Math.log(1 - random.nextDouble()) * MS)) {
            pool.guestComes(at);
        }
        pool.runUntil(5_000 * MS);
        double tau = (double) (MS + WAKE_UP) / 4;
        assertThat(pool.waits)
                .hasSizeGreaterThan(4_000)
                .allSatisfy(wait -> assertThat(wait.nanos())
                        .isLessThanOrEqualTo((long) (2 * bound(wait.longest(), tau)) + MS + WAKE_UP));
    }

    /** The bound of who stands in front counts as well: its patience is as long as the line was when it came. */
    @Test
    void whoComesBehindThePatientOneOfALineThatGaveUpWaitsForThatOnesBoundAtMost() {
        BargedPool pool = BargedPool.of(4, WAKE_UP, fixed(MS));
        for (int i = 0; i < 4; i++) {
            pool.threadComes(0);
        }
        for (int i = 0; i < 500; i++) {
            pool.guestComes(30 * MS + i);
        }
        pool.allButTheLastGiveUp(31 * MS);
        pool.guestComes(32 * MS);
        pool.runUntil(1_000 * MS);
        double tau = (double) (MS + WAKE_UP) / 4;
        assertThat(pool.waits)
                .filteredOn(wait -> wait.position() == 2 && wait.longest() == 500)
                .singleElement()
                .satisfies(wait ->
                        assertThat(wait.nanos()).isLessThanOrEqualTo((long) bound(500, tau) + 2 * (MS + WAKE_UP)));
    }

    /** The storm is one: with no bound, the line stands still for as long as running threads come. */
    @Test
    void withoutTheBoundTheLineStarves() {
        BargedPool pool = BargedPool.withRule((head, now) -> false, 4, WAKE_UP, fixed(MS));
        for (int i = 0; i < 32; i++) {
            pool.threadComes(i * US);
        }
        pool.runUntil(5_000 * MS);
        assertThat(pool.waits).anySatisfy(wait -> assertThat(wait.nanos()).isGreaterThan(4_900 * MS));
    }

    private static double bound(int position, double tau) {
        return Math.max(5 * MS, 2 * position * tau);
    }
}
