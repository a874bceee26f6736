package io.leasehold.internal;

import static io.leasehold.internal.UpkeepStage.MS;
import static io.leasehold.internal.UpkeepStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.PoolBuilder;
import io.leasehold.spi.UnfitException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows a check: that passes, finds its resource dead, is slow, or gives no answer. */
class CheckEndsTest {

    private static UpkeepStage stage(int idle, UnaryOperator<PoolBuilder<Integer>> change) {
        UpkeepStage stage = new UpkeepStage(settings -> change.apply(settings.maximumSize(4)));
        stage.fill(idle);
        return stage;
    }

    /** A pool whose idle resources may not be lent before they were checked, since they were idle for long. */
    private static UpkeepStage stageOfUnproven(int idle) {
        UpkeepStage stage = stage(idle, settings -> settings);
        stage.ticker.advance(2 * 3600 * SECOND);
        return stage;
    }

    /** A pool whose idle resources are suspects, and in which one may be checked at a time. */
    private static UpkeepStage stageOfSuspects(int idle) {
        UpkeepStage stage = stage(idle, settings -> settings.maximumOpening(1));
        stage.pool.suspectSiblings();
        return stage;
    }

    private static void checkForOneThatWaits(UpkeepStage stage) {
        stage.waiter();
        stage.pool.checks.checkForWaiters();
    }

    @Test
    void whatPassesIsGrantedToWhoWaitsAndIsNoSuspectAnyMore() {
        UpkeepStage stage = stageOfSuspects(1);
        Waiter waiter = stage.waiter();
        stage.pool.checks.checkForWaiters();
        stage.runner.runNext();
        assertThat(waiter.isGranted()).isTrue();
        assertThat(stage.pool.checks.underWay()).isZero();
        assertThat(stage.place(1).provenEpoch).isEqualTo(stage.pool.epoch);
    }

    @Test
    void asManyAreCheckedAsWait() {
        UpkeepStage stage = stageOfUnproven(4);
        stage.pool.checks.checkForWaiters();
        assertThat(stage.pool.checks.underWay()).as("nobody waits").isZero();
        checkForOneThatWaits(stage);
        assertThat(stage.pool.checks.underWay()).isOne();
        stage.pool.checks.checkForWaiters(1);
        assertThat(stage.pool.checks.underWay()).as("one more than waits").isEqualTo(2);
        checkForOneThatWaits(stage);
        checkForOneThatWaits(stage);
        assertThat(stage.pool.checks.underWay()).isEqualTo(3);
        assertThat(stage.isIdle(4)).isTrue();
    }

    @Test
    void suspectsAreCheckedFewAtATimeHoweverManyWait() {
        UpkeepStage stage = stageOfSuspects(3);
        checkForOneThatWaits(stage);
        checkForOneThatWaits(stage);
        assertThat(stage.runner.held).hasSize(1);
    }

    @Test
    void whatIsIdleOrWouldHaveToBeCheckedIsKnown() {
        UpkeepStage stage = stage(0, settings -> settings);
        assertThat(stage.pool.checks.hasIdle()).isFalse();
        assertThat(stage.pool.checks.hasUnproven()).isFalse();
        ResourceLease<Integer> lease = stage.lease();
        assertThat(stage.pool.checks.hasIdle()).isFalse();
        lease.close();
        assertThat(stage.pool.checks.hasIdle()).isTrue();
        assertThat(stage.pool.checks.hasUnproven()).isFalse();
        stage.pool.suspectSiblings();
        assertThat(stage.pool.checks.hasIdle()).isTrue();
        assertThat(stage.pool.checks.hasUnproven()).isTrue();
    }

    @Test
    void whenOneIsFoundDeadTheNextIsCheckedForWhoWaitsAndNoneOpened() {
        UpkeepStage stage = stageOfSuspects(2);
        stage.dead.add(1);
        checkForOneThatWaits(stage);
        stage.runner.runNext();
        assertThat(stage.resources()).containsExactly(2);
        assertThat(stage.isBeingChecked(2)).isTrue();
        assertThat(stage.pool.supply.opening()).isZero();
    }

    @Test
    void whenTheLastIsFoundDeadAnotherIsOpenedForWhoWaitsBeforeTheDeadOneIsClosed() {
        UpkeepStage stage = stageOfUnproven(1);
        stage.dead.add(1);
        checkForOneThatWaits(stage);
        stage.runner.runNext();
        assertThat(stage.closed).isEmpty();
        assertThat(stage.pool.supply.opening()).isOne();
        assertThat(stage.room.disappointed).isOne();
    }

    @Test
    void aDeathOfOneThatWasThoughtAliveMakesTheOthersSuspectsAndIsAnAdvice() {
        UpkeepStage stage = stageOfUnproven(2);
        stage.dead.add(1);
        int epoch = stage.pool.epoch;
        int woken = stage.runner.woken;
        checkForOneThatWaits(stage);
        stage.runner.runNext();
        assertThat(stage.pool.epoch).isEqualTo(epoch + 1);
        assertThat(stage.runner.woken).as("upkeep checks them").isGreaterThan(woken);
        assertThat(stage.pool.snapshot().advice()).startsWith("1 idle resource was found dead after 7200.0 s");
    }

    @Test
    void theDeathOfASuspectMakesNoOthersSuspectsAndSaysNothingOfIdleness() {
        UpkeepStage stage = stageOfSuspects(2);
        stage.dead.add(1);
        int epoch = stage.pool.epoch;
        checkForOneThatWaits(stage);
        stage.runner.runNext();
        assertThat(stage.pool.epoch).isEqualTo(epoch);
        assertThat(stage.pool.snapshot().advice()).isNull();
    }

    @Test
    void whatIsUnfitSaysNothingOfTheOthers() {
        UpkeepStage stage = stageOfUnproven(2);
        stage.checkFails = new UnfitException("3 bytes that nobody asked for");
        int epoch = stage.pool.epoch;
        checkForOneThatWaits(stage);
        stage.runner.runNext();
        assertThat(stage.resources()).containsExactly(2);
        assertThat(stage.pool.epoch).isEqualTo(epoch);
        assertThat(stage.pool.snapshot().advice()).isNull();
    }

    @Test
    void aCheckThatFailsOtherwiseHasFoundItDead() {
        UpkeepStage stage = stageOfUnproven(1);
        stage.checkFails = new IOException("reset by peer");
        checkForOneThatWaits(stage);
        assertThat(stage.toldAtLast()).containsExactly("retired #1 DEAD after 7200000 ms");
    }

    @Test
    void aCheckHasAQuarterOfASecondMoreThanItsDriverIsTold() {
        UpkeepStage stage = stage(1, settings -> settings.checkTimeout(Duration.ofSeconds(5)));
        stage.ticker.advance(2 * 3600 * SECOND);
        checkForOneThatWaits(stage);
        Runnable check = stage.runner.held.remove();
        stage.ticker.advance(5 * SECOND + 250 * MS);
        stage.looksAtCalls();
        assertThat(stage.isBeingChecked(1)).isTrue();
        stage.ticker.advance(1);
        stage.looksAtCalls();
        assertThat(stage.toldAtLast()).containsExactly("retired #1 DEAD after 7200000 ms");
        assertThat(stage.aborted).containsExactly(1);
        check.run();
        assertThat(stage.checked).as("it was given up before it began").isEmpty();
    }

    @Test
    void aCheckThatIsGivenUpLeavesRoomForOthers() {
        UpkeepStage stage = stageOfSuspects(2);
        stage.pool.checks.upkeep(stage.ticker.now);
        assertThat(stage.pool.checks.underWay()).isOne();
        stage.ticker.advance(6 * SECOND);
        stage.looksAtCalls();
        assertThat(stage.pool.checks.underWay()).isZero();
        stage.pool.checks.upkeep(stage.ticker.now);
        assertThat(stage.isBeingChecked(2)).isTrue();
    }

    @Test
    void aCheckIsSlowAfterAQuarterOfASecondAndAnotherIsBegunForWhoWaits() {
        UpkeepStage stage = stageOfUnproven(2);
        checkForOneThatWaits(stage);
        stage.ticker.advance(250 * MS);
        stage.looksAtCalls();
        assertThat(stage.isIdle(2)).isTrue();
        stage.ticker.advance(1);
        stage.looksAtCalls();
        assertThat(stage.isBeingChecked(2)).isTrue();
        assertThat(stage.pool.supply.opening()).isZero();
    }

    @Test
    void whereThereIsNoOtherToCheckOneIsOpenedOnceWhileACheckIsSlow() {
        UpkeepStage stage = stageOfUnproven(1);
        checkForOneThatWaits(stage);
        stage.ticker.advance(250 * MS + 1);
        for (int looks = 0; looks < 3; looks++) {
            stage.looksAtCalls();
            assertThat(stage.pool.supply.opening()).isOne();
            assertThat(stage.room.disappointed).as("told once").isOne();
        }
    }

    @Test
    void theFlightRecorderHasWhatACheckFoundAndHowLongItTook(@TempDir Path folder) throws Exception {
        UpkeepStage stage = stageOfUnproven(1);
        stage.withinCheck = () -> stage.ticker.advance(3 * MS);
        try (Recording recording = new Recording()) {
            recording.enable("leasehold.Check").withoutThreshold();
            recording.start();
            checkForOneThatWaits(stage);
            stage.runner.runNext();
            recording.stop();
            Path file = folder.resolve("checks.jfr");
            recording.dump(file);
            assertThat(RecordingFile.readAllEvents(file)).singleElement().satisfies(CheckEndsTest::foundAlive);
        }
    }

    private static void foundAlive(RecordedEvent check) {
        assertThat(check.getBoolean("alive")).isTrue();
        assertThat(check.getDuration("took")).isEqualTo(Duration.ofMillis(3));
    }
}
