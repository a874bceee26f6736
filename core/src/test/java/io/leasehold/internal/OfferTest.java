package io.leasehold.internal;

import static io.leasehold.internal.SupplyStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.RetireReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of a place that nobody holds: it goes to who waits, if it may go unchecked, or else it is free. */
class OfferTest {

    /** A place that is leased, and its lease in nobody's hands. */
    private static Place<Object> place(SupplyStage stage) {
        Waiter waiter = stage.arrives();
        stage.runner.runAll();
        assertThat(waiter.isGranted()).isTrue();
        return stage.pool.places.all()[0];
    }

    private static Waiter offer(SupplyStage stage, Place<Object> place, boolean justChecked) {
        Waiter waiter = stage.waiter();
        stage.pool.offer(place, place.word(), justChecked);
        return waiter;
    }

    private static SupplyStage checkingEach() {
        return new SupplyStage(settings -> settings.maximumSize(1).aliveBypass(Duration.ZERO));
    }

    @Test
    void whatIsAliveGoesToWhoWaitsUnchecked() {
        SupplyStage stage = new SupplyStage(1);
        assertThat(offer(stage, place(stage), false).isGranted()).isTrue();
        assertThat(stage.checks).isZero();
    }

    @Test
    void whereEachAcquireIsCheckedNothingGoesToWhoWaitsUnchecked() {
        SupplyStage stage = checkingEach();
        Place<Object> place = place(stage);
        assertThat(stage.checks).as("the first was").isOne();
        Waiter waiter = offer(stage, place, false);
        assertThat(waiter.isGranted()).isFalse();
        assertThat(waiter.isSignalled()).isTrue();
        assertThat(place.status()).isEqualTo(PlaceWord.IDLE);
    }

    @Test
    void whereEachAcquireIsCheckedWhatJustWasGoesToWhoWaits() {
        SupplyStage stage = checkingEach();
        assertThat(offer(stage, place(stage), true).isGranted()).isTrue();
    }

    @Test
    void whatMayBeDeadIsFreeAndCheckedFirst() {
        SupplyStage stage = new SupplyStage(1);
        Place<Object> place = place(stage);
        stage.pool.suspectSiblings();
        assertThat(offer(stage, place, false).isGranted()).isFalse();
        assertThat(place.status()).isEqualTo(PlaceWord.IDLE);
    }

    @Test
    void whatIsOrderedAwayGoesToNobody() {
        SupplyStage stage = new SupplyStage(1);
        Place<Object> place = place(stage);
        place.order = new RetireOrder(RetireReason.RETIRE_ALL);
        assertThat(offer(stage, place, false).isGranted()).isFalse();
        assertThat(place.status()).isEqualTo(PlaceWord.RETIRING);
    }

    @Test
    void whatIsFreedIsIdleFromThenOnAndNobodys() {
        SupplyStage stage = new SupplyStage(settings -> settings.maximumSize(1).aliveBypass(Duration.ofMillis(500)));
        stage.lease();
        Place<Object> place = stage.pool.places.all()[0];
        stage.ticker.advance(2 * SECOND);
        stage.pool.offer(place, place.word(), true);
        assertThat(place.status()).isEqualTo(PlaceWord.IDLE);
        assertThat(stage.pool.checks.hasUnproven()).isFalse();
        assertThat(place.box.handle()).isNull();
    }
}
