package io.leasehold.internal;

import static io.leasehold.internal.UpkeepStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.RetireReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** P5: what a thread leaves behind that dies between two steps comes to its end; each test is such a thread, step by step. */
class LeftBehindTest {

    private final UpkeepStage stage =
            new UpkeepStage(settings -> settings.maximumSize(1).checkTimeout(Duration.ofMinutes(1)));
    private final LeftBehind<Integer> leftBehind = new LeftBehind<>(stage.pool);

    private void passes(long nanos) {
        stage.ticker.advance(nanos);
        leftBehind.upkeep(stage.ticker.now);
    }

    /** So much time that what is left behind has been seen at two looks. */
    private void passesTwoLooks() {
        passes(10 * SECOND);
        passes(10 * SECOND);
    }

    private Place<Integer> leased() {
        stage.lease();
        return stage.place(1);
    }

    private Place<Integer> idle() {
        stage.fill(1);
        return stage.place(1);
    }

    private void assertThatAnotherIsOpened() {
        assertThat(stage.resources()).isEmpty();
        assertThat(stage.pool.supply.counts().taken()).isZero();
        assertThat(stage.room.leaving).isZero();
        assertThat(stage.lease().resource()).isEqualTo(2);
    }

    @Test
    void p5APlaceWhoseReturnerDiedIsCutOffOnceItWasSeenAtTwoLooksTenSecondsApart() {
        Place<Integer> place = leased();
        assertThat(place.startEnding(place.word())).isNotNegative();
        passes(10 * SECOND);
        passes(10 * SECOND - 1);
        assertThat(stage.resources()).containsExactly(1);
        passes(1);
        assertThat(stage.toldAtLast()).containsExactly("retired #1 UNKNOWN_STATE after 0 ms");
        assertThat(stage.aborted).containsExactly(1);
        assertThatAnotherIsOpened();
    }

    @Test
    void p5WhoIsSlowAndNotDeadFindsThatItLostThePlace() {
        Place<Integer> place = leased();
        long ended = place.startEnding(place.word());
        passesTwoLooks();
        assertThat(place.goOn(ended, PlaceWord.next(ended, PlaceWord.IDLE))).isFalse();
        stage.runAll();
        assertThatAnotherIsOpened();
    }

    @Test
    void p5APlaceWhoseResetRunsIsLeftToTheWatchOfResets() {
        Place<Integer> place = leased();
        long token = place.word();
        place.startEnding(token);
        place.resetting(token);
        passesTwoLooks();
        passesTwoLooks();
        assertThat(place.status()).isEqualTo(PlaceWord.ENDING);
        place.resetting(0);
        passesTwoLooks();
        assertThat(place.status()).isEqualTo(PlaceWord.RETIRING);
    }

    @Test
    void p5TheResetOfALeaseBeforeIsNoneOfThisOne() {
        Place<Integer> place = leased();
        place.resetting(place.word());
        assertThat(place.giveBack(place.word())).isTrue();
        assertThat(place.lend(place.word(), PlaceWord.token(place.word(), false)))
                .isTrue();
        place.startEnding(place.word());
        passesTwoLooks();
        assertThat(place.status()).isEqualTo(PlaceWord.RETIRING);
    }

    @Test
    void p5APlaceThatWentOnBetweenTwoLooksIsLeftAlone() {
        Place<Integer> place = leased();
        long ended = place.startEnding(place.word());
        passes(10 * SECOND);
        assertThat(place.goOn(ended, PlaceWord.next(ended, PlaceWord.LEASED))).isTrue();
        place.startEnding(place.word());
        passes(10 * SECOND);
        assertThat(place.status()).isEqualTo(PlaceWord.ENDING);
        passes(10 * SECOND);
        assertThat(place.status()).isEqualTo(PlaceWord.RETIRING);
    }

    @Test
    void p5ARetiredPlaceThatIsNotOnItsWayIsClosedOnceWhoeverComesLate() {
        Place<Integer> place = idle();
        assertThat(place.condemn(place.word())).isTrue();
        passesTwoLooks();
        assertThat(stage.toldAtLast()).containsExactly("retired #1 UNKNOWN_STATE after 0 ms");
        stage.pool.destruction.destroy(place, RetireReason.IDLE, 0, null, false);
        stage.runAll();
        stage.looksAtCalls();
        assertThat(stage.aborted).containsExactly(1);
        assertThat(stage.closed).isEmpty();
        assertThat(stage.pool.upkeeps.calls.inFlight()).isEmpty();
        assertThatAnotherIsOpened();
    }

    @Test
    void p5WhatIsGoneAndStillStandsInThePoolIsTakenOut() {
        Place<Integer> place = leased();
        stage.pool.ending().revoke(place, place.word(), RetireReason.REVOKED, "it was time");
        stage.runAll();
        stage.pool.places.add(place);
        passesTwoLooks();
        stage.runAll();
        assertThat(stage.aborted).containsExactly(1);
        assertThatAnotherIsOpened();
    }

    @Test
    void p5APlaceThatIsToBeCheckedByNobodyIsCutOff() {
        Place<Integer> place = idle();
        assertThat(place.startCheck(place.word())).isTrue();
        passesTwoLooks();
        stage.runAll();
        assertThat(stage.aborted).containsExactly(1);
        assertThatAnotherIsOpened();
    }

    @Test
    void p5APlaceWhoseCheckWaitsForAWorkerIsLeftToTheLimitOfChecks() {
        Place<Integer> place = idle();
        stage.pool.suspectSiblings();
        stage.pool.checks.upkeep(stage.ticker.now);
        passesTwoLooks();
        passesTwoLooks();
        assertThat(place.status()).isEqualTo(PlaceWord.CHECKING);
        stage.runAll();
        assertThat(place.status()).isEqualTo(PlaceWord.IDLE);
    }

    @Test
    void p5WhatIsYetToBeToldAsOpenedIsLeftAlone() {
        Place<Integer> place = new Place<>(stage.pool, 7, 7, PlaceWord.CHECKING);
        stage.pool.places.add(place);
        passesTwoLooks();
        passesTwoLooks();
        assertThat(place.status()).isEqualTo(PlaceWord.CHECKING);
    }

    @Test
    void whatIsIdleOrLeasedIsLeftAloneAndNothingIsLookedAtSooner() {
        idle();
        assertThat(leftBehind.upkeep(stage.ticker.now)).isEqualTo(Long.MAX_VALUE);
        passesTwoLooks();
        stage.pool.acquire(0);
        passesTwoLooks();
        assertThat(stage.resources()).containsExactly(1);
        stage.place(1).startEnding(stage.place(1).word());
        stage.ticker.advance(10 * SECOND);
        assertThat(leftBehind.upkeep(stage.ticker.now)).isEqualTo(10 * SECOND);
        stage.ticker.advance(SECOND);
        assertThat(leftBehind.upkeep(stage.ticker.now)).isEqualTo(9 * SECOND);
    }

    @Test
    void p5AReturnWhoseThreadDiedBeforeItWokeWhoWaitsIsFollowed() {
        Place<Integer> place = leased();
        Waiter waiter = stage.waiter();
        passes(SECOND);
        assertThat(waiter.isSignalled()).isFalse();
        assertThat(place.giveBack(place.word())).isTrue();
        passes(SECOND);
        assertThat(waiter.isSignalled()).isTrue();
    }

    @Test
    void p5AReturnWhoseThreadDiedWhileThePoolDrainsIsFollowed() {
        Place<Integer> place = leased();
        assertThat(stage.pool.shutdown.begin(stage.ticker.now + SECOND)).isTrue();
        assertThat(place.giveBack(place.word())).isTrue();
        passes(SECOND);
        stage.runAll();
        assertThat(stage.closed).containsExactly(1);
    }

    @Test
    void p5AReturnWhoseThreadDiedBeforeItMadeRoomElsewhereIsFollowed() {
        HeldGroup held = new HeldGroup(1, 1);
        ResourceLease<String> lease = held.lease("a");
        Waiter waiter = held.arrives("b");
        Place<String> place = HandleAccess.get().place(lease);
        assertThat(place.giveBack(place.word())).isTrue();
        StruckStage.passes(held);
        held.runner.runAll();
        assertThat(held.closed).containsExactly("a#1");
        assertThat(waiter.isGranted()).isTrue();
    }

    /** Were its claim kept beside what was counted meanwhile, nothing would be closed for the next. */
    @Test
    void p5WhoIsSlowToMakeRoomAndFindsThePlaceOnItsWayKeepsNobodyFromRoom() {
        HeldGroup held = new HeldGroup(1, 1);
        held.idle("a");
        EnginePool<String, ResourceLease<String>> a = held.pool("a");
        Place<String> place = a.places.all()[0];
        held.ticker.once(() -> place.status() == PlaceWord.RETIRING, () -> a.destruction.resume(place));
        Waiter first = held.arrives("b");
        assertThat(place.status()).isEqualTo(PlaceWord.RETIRING);
        assertThat(place.leavesByClaim()).isFalse();
        StruckStage.takes(held, "b", first);
        StruckStage.takes(held, "a", held.arrives("a"));
        assertThat(held.opened).containsExactly("a#1", "b#1", "a#2");
    }

    @Test
    void p5ALineThatNobodyServesThoughThereIsRoomIsServed() {
        HeldGroup held = new HeldGroup(2, 1);
        for (int i = 0; i < 2; i++) {
            held.group.room.lost();
        }
        Waiter first = held.arrives("a");
        Waiter second = held.arrives("b");
        assertThat(held.group.room.wanted()).isEqualTo(2);
        assertThat(StruckStage.isStruck(held, 1, held.group.room::found)).isTrue();
        assertThat(held.group.room.wanted()).isOne();
        StruckStage.passes(held);
        assertThat(first.isGranted()).isTrue();
        assertThat(second.isGranted()).isTrue();
    }

    @Test
    void p5ADestructionThatWasStruckGoesOnWithTheFarewellThatItHad() {
        UpkeepStage two = new UpkeepStage(settings -> settings.maximumSize(2));
        two.fill(2);
        two.room.withinLeaving = () -> {
            two.room.withinLeaving = () -> {};
            throw new StackOverflowError("made up");
        };
        Place<Integer> place = two.place(1);
        assertThatThrownBy(() -> two.pool.destruction.retireIdle(place, RetireReason.IDLE))
                .isInstanceOf(StackOverflowError.class);
        assertThat(place.status()).isEqualTo(PlaceWord.RETIRING);
        assertThat(two.room.leaving).isZero();
        two.pool.destruction.resume(place);
        assertThat(two.room.leaving).isOne();
        two.runAll();
        assertThat(two.room.leaving).isZero();
        assertThat(two.resources()).containsExactly(2);
        assertThat(two.closed).as("politely, as it was begun").containsExactly(1);
        assertThat(two.aborted).isEmpty();
    }
}
