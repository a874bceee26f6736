package io.leasehold.internal;

import static io.leasehold.internal.UpkeepStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.PoolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is retired because it is idle, old or too much, to the nanosecond, and when the next will be. */
class IdleUpkeepTest {

    private static final long NEVER = Long.MAX_VALUE;

    private static UpkeepStage stage(int idle, UnaryOperator<PoolBuilder<Integer>> change) {
        UpkeepStage stage = new UpkeepStage(settings -> change.apply(settings.maximumSize(5)));
        stage.fill(idle);
        return stage;
    }

    private static UpkeepStage stageWithIdleTimeout(int idle) {
        return stage(idle, settings -> settings.idleTimeout(Duration.ofSeconds(10)));
    }

    /** Gives when it wants to run again. */
    private static long upkeep(UpkeepStage stage) {
        return new IdleUpkeep<>(stage.pool).upkeep(stage.ticker.now);
    }

    @Test
    void whatIsIdleForSoLongIsRetiredDownToTheMinimumAndThenNothingIsDue() {
        UpkeepStage stage = stageWithIdleTimeout(3);
        stage.pool.supply.resize(1, 5);
        assertThat(upkeep(stage)).isEqualTo(10 * SECOND);
        stage.ticker.advance(10 * SECOND - 1);
        assertThat(upkeep(stage)).isEqualTo(1);
        assertThat(stage.resources()).containsExactly(1, 2, 3);
        stage.ticker.advance(1);
        assertThat(upkeep(stage)).isEqualTo(NEVER);
        assertThat(stage.toldAtLast())
                .containsExactly("retired #1 IDLE after 10000 ms", "retired #2 IDLE after 10000 ms");
        assertThat(stage.resources()).containsExactly(3);
    }

    @Test
    void theOneThatIsIdleForLongestIsDueFirst() {
        UpkeepStage stage = stageWithIdleTimeout(2);
        stage.ticker.advance(4 * SECOND);
        ResourceLease<Integer> lease = stage.pool.acquire(0);
        lease.close();
        assertThat(upkeep(stage)).isEqualTo(6 * SECOND);
        stage.ticker.advance(6 * SECOND);
        assertThat(upkeep(stage)).isEqualTo(4 * SECOND);
        assertThat(stage.resources()).hasSize(1);
    }

    @Test
    void whatIsLeasedIsNotDueHoweverLongItWasIdleBefore() {
        UpkeepStage stage = stageWithIdleTimeout(1);
        stage.ticker.advance(9 * SECOND);
        stage.pool.acquire(0);
        stage.ticker.advance(9 * SECOND);
        assertThat(upkeep(stage)).isEqualTo(NEVER);
        assertThat(stage.resources()).containsExactly(1);
    }

    @Test
    void withoutALimitNothingIsDue() {
        UpkeepStage stage = stage(2, settings -> settings);
        stage.ticker.advance(Duration.ofDays(300).toNanos());
        assertThat(upkeep(stage)).isEqualTo(NEVER);
        assertThat(stage.resources()).containsExactly(1, 2);
    }

    @Test
    void whatHasReachedItsLifetimeIsRetiredAtThatInstantTheMinimumOrNot() {
        UpkeepStage stage = stage(1, settings -> settings.maximumLifetime(Duration.ofSeconds(100)));
        stage.pool.supply.resize(1, 5);
        stage.ticker.now = stage.place(1).expiresAt - 1;
        assertThat(upkeep(stage)).isEqualTo(1);
        assertThat(stage.resources()).containsExactly(1);
        stage.ticker.advance(1);
        assertThat(upkeep(stage)).isEqualTo(NEVER);
        assertThat(stage.toldAtLast()).singleElement().asString().startsWith("retired #1 LIFETIME after ");
    }

    @Test
    void whatReachesItsLifetimeWhileItIsLeasedIsRetiredWhenItComesBackAndNotDueAgain() {
        UpkeepStage stage = stage(1, settings -> settings.maximumLifetime(Duration.ofSeconds(100)));
        ResourceLease<Integer> lease = stage.pool.acquire(0);
        stage.ticker.now = stage.place(1).expiresAt;
        assertThat(upkeep(stage)).isEqualTo(NEVER);
        assertThat(stage.resources()).containsExactly(1);
        lease.close();
        assertThat(stage.toldAtLast()).containsExactly("retired #1 LIFETIME after 0 ms");
    }

    @Test
    void whatIsMoreThanThePoolMayHaveIsRetiredAndNoMoreThanThat() {
        UpkeepStage stage = stage(4, settings -> settings);
        stage.pool.supply.resize(0, 3);
        upkeep(stage);
        assertThat(stage.toldAtLast()).containsExactly("retired #1 SURPLUS after 0 ms");
        upkeep(stage);
        assertThat(stage.resources()).containsExactly(2, 3, 4);
    }

    @Test
    void whatIsRetiredAsSurplusIsNotCountedAsToSpareForIdleness() {
        UpkeepStage stage = stageWithIdleTimeout(3);
        stage.pool.supply.resize(1, 2);
        stage.ticker.advance(10 * SECOND);
        upkeep(stage);
        assertThat(stage.toldAtLast())
                .containsExactly("retired #1 SURPLUS after 10000 ms", "retired #2 IDLE after 10000 ms");
        assertThat(stage.resources()).containsExactly(3);
    }

    private static List<ResourceLease<Integer>> leases(UpkeepStage stage, int count) {
        List<ResourceLease<Integer>> leases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leases.add(stage.lease());
        }
        return leases;
    }

    @Test
    void ofWhatIsLeasedSoManyAreOrderedAwayAsAreTooManyStill() {
        UpkeepStage stage = new UpkeepStage(settings -> settings.maximumSize(4));
        List<ResourceLease<Integer>> leases = leases(stage, 4);
        leases.get(0).close();
        stage.pool.supply.resize(0, 1);
        assertThat(upkeep(stage)).isEqualTo(NEVER);
        assertThat(upkeep(stage)).isEqualTo(NEVER);
        leases.forEach(ResourceLease::close);
        assertThat(stage.toldAtLast())
                .containsExactly(
                        "retired #1 SURPLUS after 0 ms",
                        "retired #2 SURPLUS after 0 ms",
                        "retired #3 SURPLUS after 0 ms");
        assertThat(stage.resources()).containsExactly(4);
    }

    @Test
    void whatGoesByItselfMeanwhileIsNotMissed() {
        UpkeepStage stage = new UpkeepStage(settings -> settings.maximumSize(3));
        List<ResourceLease<Integer>> leases = leases(stage, 3);
        leases.get(0).close();
        stage.pool.supply.resize(0, 1);
        stage.room.withinLeaving = () -> {
            stage.room.withinLeaving = () -> {};
            leases.get(1).retire(new IllegalStateException("torn"));
            leases.get(2).retire(new IllegalStateException("torn"));
        };
        assertThat(upkeep(stage)).isEqualTo(NEVER);
        assertThat(stage.resources()).isEmpty();
    }
}
