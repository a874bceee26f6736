package io.leasehold.internal;

import static io.leasehold.internal.SupplyStage.MS;
import static io.leasehold.internal.SupplyStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.spi.OpenRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a pool opens, when, and what it says of it, step by step on one thread. */
class SupplyTest {

    private final IOException refused = new IOException("refused");

    @Test
    void aPoolThatHasStartedBeginsToFillUpAtOnce() {
        SupplyStage stage = new SupplyStage(settings -> settings.minimumSize(2).maximumSize(3));
        assertThat(stage.supply().opening()).isEqualTo(2);
    }

    @Test
    void aPoolThatGrowsServesWhoWaitsAtOnce() {
        SupplyStage stage = new SupplyStage(1);
        stage.lease();
        Waiter waiter = stage.arrives();
        stage.runner.runAll();
        assertThat(waiter.isGranted()).isFalse();
        stage.supply().resize(0, 2);
        stage.runner.runAll();
        assertThat(waiter.isGranted()).isTrue();
    }

    @Test
    void anOpenThatTheGroupHasNoRoomForIsNotInFlight() {
        SupplyStage stage = new SupplyStage(1);
        stage.room.left = 0;
        stage.arrives();
        assertThat(stage.room.wanted).isOne();
        assertThat(stage.pool.upkeeps.calls.inFlight()).isEmpty();
    }

    @Test
    void aPoolThatGrewHasTwiceItsMaximumAndOneWorkers() {
        SupplyStage stage = new SupplyStage(1);
        stage.supply().resize(0, 3);
        for (int i = 0; i < 10; i++) {
            stage.pool.tasks.execute(() -> {});
        }
        assertThat(stage.runner.held).hasSize(7);
    }

    @Test
    void whatIsGoneIsReplacedAtOnceForWhoWaits() {
        SupplyStage stage = new SupplyStage(1);
        ResourceLease<Object> lease = stage.lease();
        Waiter waiter = stage.arrives();
        lease.retire(refused);
        stage.runner.runAll();
        assertThat(waiter.isGranted()).isTrue();
    }

    @Test
    void aCloseThatIsLostLeavesItsPlaceToWhoWaits() {
        SupplyStage stage = new SupplyStage(2);
        ResourceLease<Object> lease = stage.lease();
        stage.lease();
        stage.arrives();
        assertThat(stage.supply().opening()).isZero();
        lease.retire(refused);
        stage.outlastCloseAndAbort();
        assertThat(stage.supply().counts().lost()).isOne();
        assertThat(stage.supply().opening()).isOne();
    }

    @Test
    void anOpenThatFindsNoWorkerInTimeIsGivenUpAndCallsNoDriver() {
        SupplyStage stage = new SupplyStage(1);
        Waiter waiter = stage.arrives();
        stage.outlastOpen();
        assertThat(stage.supply().counts().lost()).isOne();
        stage.ticker.advance(2 * SECOND);
        stage.runner.runAll();
        assertThat(stage.supply().counts().lost()).isZero();
        assertThat(waiter.isGranted()).as("by the next, which begins at once").isTrue();
        assertThat(stage.opens).isOne();
    }

    @Test
    void anOpenThatFailsAfterItWasGivenUpIsLostNoMoreAndFailedOnce() {
        SupplyStage stage = new SupplyStage(1);
        stage.withinOpen = stage::outlastOpen;
        stage.failure = refused;
        stage.arrives();
        stage.runner.runAll();
        assertThat(stage.supply().counts().lost()).isZero();
        assertThat(stage.told).singleElement().asString().contains("gave no answer within 10.0 s");
    }

    @Test
    void anOpenThatYieldsNothingHasFailed() {
        SupplyStage stage = new SupplyStage(1);
        stage.yields = () -> null;
        Waiter waiter = stage.arrives();
        stage.runner.runAll();
        assertThat(waiter.isGranted()).isFalse();
        assertThat(stage.told).singleElement().asString().contains("the factory gave no resource");
        assertThat(stage.supply().counts().taken()).isZero();
    }

    /** The coarse clock was read before the return that idleness is counted from. */
    @Test
    void whatIsAlwaysToBeCheckedIsSoHoweverShortItsIdlenessSeems() {
        SupplyStage stage = new SupplyStage(settings -> settings.maximumSize(1).aliveBypass(Duration.ZERO));
        stage.supply().refill(1, null);
        stage.runner.runAll();
        Place<Object> place = stage.pool.places.all()[0];
        assertThat(place.status()).isEqualTo(PlaceWord.IDLE);
        assertThat(stage.pool.isProven(place, place.idleSince - 50 * MS)).isFalse();
    }

    @Test
    void anOpenThatFailedIsToldAndTriedAgainOnceItsBackOffIsOver() {
        SupplyStage stage = new SupplyStage(1);
        stage.failure = refused;
        Waiter waiter = stage.arrives();
        stage.runner.woken = 0;
        stage.runner.runAll();
        assertThat(stage.told).containsExactly("openFailed: " + refused);
        assertThat(stage.runner.woken)
                .as("upkeep is to learn when to try again")
                .isPositive();
        long retryIn = stage.supply().retryIn();
        assertThat(retryIn).isBetween(50 * MS, 100 * MS);
        assertThat(stage.upkeep()).isEqualTo(retryIn);
        stage.ticker.advance(retryIn - 1);
        stage.upkeep();
        assertThat(stage.supply().opening()).isZero();
        stage.failure = null;
        stage.ticker.advance(1);
        stage.upkeep();
        stage.runner.runAll();
        assertThat(waiter.isGranted()).isTrue();
    }

    @Test
    void whatIsMissingToTheMinimumIsTriedAgainAndNothingBeyondIt() {
        SupplyStage stage = new SupplyStage(settings -> settings.minimumSize(1).maximumSize(2));
        stage.failure = refused;
        stage.runner.runAll();
        assertThat(stage.upkeep()).isEqualTo(stage.supply().retryIn());
        stage.failure = null;
        stage.ticker.advance(SECOND);
        stage.upkeep();
        stage.runner.runAll();
        assertThat(stage.upkeep()).as("nothing is needed").isEqualTo(Long.MAX_VALUE);
        stage.failure = refused;
        stage.supply().refill(1, null);
        stage.runner.runAll();
        assertThat(stage.supply().retryIn()).isPositive();
        assertThat(stage.upkeep()).as("who wanted more has left").isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aLineThatReturnsServeIsLookedAtSoonUntilItStandsStill() {
        SupplyStage stage = new SupplyStage(5);
        stage.withinOpen = () -> stage.ticker.advance(160 * MS);
        stage.lease();
        stage.arrives();
        stage.arrives();
        assertThat(stage.supply().opening()).isOne();
        assertThat(stage.upkeep()).isEqualTo(LinePace.LOOKS_AGAIN);
        stage.runner.woken = 0;
        stage.arrives();
        assertThat(stage.runner.woken).isOne();
        stage.ticker.advance(39 * MS);
        assertThat(stage.upkeep()).isEqualTo(LinePace.LOOKS_AGAIN);
        assertThat(stage.supply().opening()).isOne();
        stage.ticker.advance(MS);
        assertThat(stage.upkeep()).isEqualTo(Long.MAX_VALUE);
        assertThat(stage.supply().opening()).isEqualTo(3);
    }

    @Test
    void aLineForWhichNoMoreCanBeOpenedIsLeftAlone() {
        SupplyStage stage = new SupplyStage(1);
        stage.withinOpen = () -> stage.ticker.advance(160 * MS);
        stage.lease();
        stage.runner.woken = 0;
        stage.arrives();
        stage.arrives();
        assertThat(stage.upkeep()).isEqualTo(Long.MAX_VALUE);
        assertThat(stage.runner.woken).isZero();
    }

    @Test
    void forOneWhoWaitsOneIsOpenedWithoutAnotherLook() {
        SupplyStage stage = new SupplyStage(5);
        stage.withinOpen = () -> stage.ticker.advance(160 * MS);
        stage.lease();
        stage.arrives();
        assertThat(stage.supply().opening()).isOne();
        assertThat(stage.upkeep()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void nothingIsOpenedForWhomACheckUnderWayMayServe() {
        SupplyStage stage = new SupplyStage(2);
        stage.lease().close();
        stage.pool.suspectSiblings();
        Waiter waiter = stage.waiter();
        stage.pool.checks.checkForWaiters();
        stage.supply().refill();
        assertThat(stage.supply().opening()).isZero();
        stage.runner.runAll();
        assertThat(waiter.isGranted()).isTrue();
        assertThat(stage.opens).isOne();
    }

    @Test
    void whatIsOpenedIsToldWithItsNumberAndHowLongItTook() {
        SupplyStage stage = new SupplyStage(2);
        stage.withinOpen = () -> stage.ticker.advance(7 * MS);
        stage.lease();
        stage.lease();
        assertThat(stage.told).containsExactly("opened #1 in 7 ms", "opened #2 in 7 ms");
    }

    @Test
    void whatItsFirstCheckFindsDeadIsAFailedOpenWithANumberOfItsOwn() {
        SupplyStage stage = new SupplyStage(settings -> settings.maximumSize(1).aliveBypass(Duration.ZERO));
        stage.alive = false;
        Waiter waiter = stage.arrives();
        stage.runner.runAll();
        assertThat(stage.told).singleElement().asString().contains("was found dead by its first check");
        assertThat(stage.supply().counts().taken()).isZero();
        assertThat(stage.closes).isOne();
        stage.alive = true;
        stage.ticker.advance(SECOND);
        stage.upkeep();
        stage.runner.runAll();
        assertThat(waiter.isGranted()).isTrue();
        assertThat(stage.told).last().isEqualTo("opened #2 in 0 ms");
    }

    @Test
    void whatIsOpenedIsCheckedFirstOnlyIfItIsASuspect() {
        SupplyStage stage = new SupplyStage(2);
        stage.lease();
        assertThat(stage.checks).isZero();
        stage.withinOpen = stage.pool::suspectSiblings;
        Waiter waiter = stage.arrives();
        stage.runner.runNext();
        assertThat(stage.supply().opening())
                .as("its check is a part of the open")
                .isOne();
        stage.runner.runAll();
        assertThat(waiter.isGranted()).isTrue();
        assertThat(stage.checks).isOne();
    }

    @Test
    void aServerThatIsFullIsHeldToWhatWasOpenThere() {
        SupplyStage stage = new SupplyStage(8);
        stage.lease();
        stage.lease();
        stage.failure = refused;
        stage.meaning = OpenRefusal.SERVER_FULL;
        stage.arrives();
        stage.ticker.advance(MS);
        stage.arrives();
        assertThat(stage.supply().opening()).isEqualTo(2);
        stage.runner.runNext();
        assertThat(stage.supply().counts().ceiling()).isEqualTo(2);
    }

    @Test
    void anOpenThatFailsForAnotherReasonLowersNoCeiling() {
        SupplyStage stage = new SupplyStage(8);
        stage.failure = refused;
        stage.arrives();
        stage.runner.runAll();
        assertThat(stage.supply().counts().ceiling()).isEqualTo(8);
    }

    @Test
    void anOpenThatFailsTakesAdviceBackUnlessTheServerIsOnlyFull() {
        SupplyStage stage = new SupplyStage(2);
        stage.pool.upkeeps.idleDeaths.died(30 * SECOND, true, stage.ticker.now);
        stage.failure = refused;
        stage.meaning = OpenRefusal.SERVER_FULL;
        stage.arrives();
        stage.runner.runAll();
        assertThat(stage.pool.upkeeps.idleDeaths.advice()).isNotNull();
        stage.meaning = OpenRefusal.OTHER;
        stage.ticker.advance(SECOND);
        stage.upkeep();
        stage.runner.runAll();
        assertThat(stage.pool.upkeeps.idleDeaths.advice()).isNull();
    }

    @Test
    void p5AnOpenThatWasCountedIsNotDroppedHoweverLateItBegins() {
        SupplyStage stage = new SupplyStage(1);
        OpenCall<Object> open = Objects.requireNonNull(stage.supply().reserveFirst());
        assertThat(open.isDue()).isTrue();
        assertThat(open.drop()).isFalse();
        assertThat(open.isSettled()).isFalse();
        stage.pool.upkeeps.calls.upkeep(stage.ticker.now);
        stage.runner.runAll();
        assertThat(open.succeeded()).isTrue();
        assertThat(stage.supply().counts().taken()).isOne();
    }
}
