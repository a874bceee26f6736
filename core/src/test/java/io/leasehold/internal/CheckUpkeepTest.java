package io.leasehold.internal;

import static io.leasehold.internal.UpkeepStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.PoolBuilder;
import io.leasehold.RetireReason;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Which idle resources upkeep has checked, and when the next will be. */
class CheckUpkeepTest {

    private static final long NEVER = Long.MAX_VALUE;

    private static UpkeepStage stage(int idle, UnaryOperator<PoolBuilder<Integer>> change) {
        UpkeepStage stage = new UpkeepStage(settings -> change.apply(settings.maximumSize(5)));
        stage.fill(idle);
        return stage;
    }

    private static UpkeepStage stageWithKeepalives(int idle) {
        return stage(idle, settings -> settings.keepaliveTime(Duration.ofSeconds(10)));
    }

    /** Gives when it wants to run again. */
    private static long upkeep(UpkeepStage stage) {
        return stage.pool.checks.upkeep(stage.ticker.now);
    }

    @Test
    void whatIsDueForAKeepaliveIsCheckedAtThatInstantAndSoOn() {
        UpkeepStage stage = stageWithKeepalives(1);
        for (int round = 1; round <= 3; round++) {
            stage.ticker.now = stage.place(1).keepaliveAt - 1;
            assertThat(upkeep(stage)).isEqualTo(1);
            assertThat(stage.isIdle(1)).isTrue();
            stage.ticker.advance(1);
            upkeep(stage);
            assertThat(stage.isBeingChecked(1)).isTrue();
            stage.runAll();
            assertThat(stage.checked).hasSize(round);
            assertThat(stage.isIdle(1)).isTrue();
            assertThat(stage.place(1).keepaliveAt - stage.ticker.now).isBetween(9 * SECOND, 10 * SECOND);
        }
    }

    @Test
    void theKeepaliveThatIsNearestSaysWhenItWantsToRunAgain() {
        UpkeepStage stage = stageWithKeepalives(5);
        long nearest = NEVER;
        for (int resource : stage.resources()) {
            nearest = Math.min(nearest, stage.place(resource).keepaliveAt - stage.ticker.now);
        }
        assertThat(upkeep(stage)).isEqualTo(nearest);
    }

    @Test
    void withoutAnythingToCheckNothingIsDue() {
        UpkeepStage stage = stage(2, settings -> settings);
        stage.ticker.advance(Duration.ofDays(300).toNanos());
        assertThat(upkeep(stage)).isEqualTo(NEVER);
        stage.runAll();
        assertThat(stage.checked).isEmpty();
    }

    @Test
    void whatIsLeasedIsNotChecked() {
        UpkeepStage stage = stageWithKeepalives(1);
        stage.pool.acquire(0);
        stage.ticker.advance(20 * SECOND);
        stage.pool.suspectSiblings();
        assertThat(upkeep(stage)).isEqualTo(NEVER);
        stage.runAll();
        assertThat(stage.checked).isEmpty();
    }

    @Test
    void nobodyWaitsForAKeepaliveWhichIsAChoreWhereasASuspectIsNeeded() {
        UpkeepStage stage = stageWithKeepalives(1);
        stage.ticker.now = stage.place(1).keepaliveAt;
        upkeep(stage);
        assertThat(stage.chores.held).hasSize(1);
        assertThat(stage.runner.held).isEmpty();
        stage.runAll();
        stage.pool.suspectSiblings();
        upkeep(stage);
        assertThat(stage.chores.held).isEmpty();
        assertThat(stage.runner.held).hasSize(1);
    }

    @Test
    void suspectsAreCheckedFewAtATimeAndEachOnce() {
        UpkeepStage stage = stage(5, settings -> settings.maximumOpening(2));
        stage.pool.suspectSiblings();
        assertThat(upkeep(stage)).as("there are more").isZero();
        assertThat(stage.runner.held).hasSize(2);
        assertThat(upkeep(stage)).isZero();
        assertThat(stage.runner.held).hasSize(2);
        stage.runAll();
        assertThat(upkeep(stage)).isZero();
        stage.runAll();
        assertThat(upkeep(stage)).isEqualTo(NEVER);
        stage.runAll();
        assertThat(upkeep(stage)).isEqualTo(NEVER);
        assertThat(stage.runner.held).isEmpty();
        assertThat(stage.checked).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void theOldestSuspectsAreCheckedFirstWhateverHasGoneBetweenThem() {
        UpkeepStage stage = stage(3, settings -> settings);
        assertThat(stage.pool.destruction.retireIdle(stage.place(1), RetireReason.IDLE))
                .isTrue();
        stage.lease().close();
        assertThat(stage.opens).isEqualTo(4);
        stage.pool.suspectSiblings();
        upkeep(stage);
        stage.runAll();
        assertThat(stage.checked).containsExactly(2, 3, 4);
    }
}
