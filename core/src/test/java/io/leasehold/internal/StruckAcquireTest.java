package io.leasehold.internal;

import static io.leasehold.internal.StruckStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P5: an error that strikes an acquire costs no place and no room, at whichever reading of the clock it strikes. */
class StruckAcquireTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 500", "1, 0", "1, 500"})
    void p5AnAcquireThatHasOneOpenedCostsNoPlaceWhereverItIsStruck(long secondsToWait, long aliveBypassMillis) {
        int reading = 0;
        boolean struck = true;
        while (struck) {
            StruckStage stage = new StruckStage(Duration.ofMillis(aliveBypassMillis));
            struck = stage.strikesAcquire(++reading, secondsToWait * SECOND);
            stage.comesToRest();
            stage.lendsItsMaximum();
        }
        assertThat(reading).as("readings it makes, and one").isGreaterThan(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void p5AnAcquireThatHasOneCheckedCostsNoPlaceWhereverItIsStruckAndTheCheckEndsSoon(long secondsToWait) {
        int reading = 0;
        boolean struck = true;
        while (struck) {
            StruckStage stage = new StruckStage(Duration.ZERO);
            stage.pool.acquire(SECOND).close();
            assertThat(stage.pool.checks.hasUnproven()).isTrue();
            struck = stage.strikesAcquire(++reading, secondsToWait * SECOND);
            stage.passes(SECOND);
            assertThat(stage.pool.places.all()).noneMatch(place -> place.status() == PlaceWord.CHECKING);
            stage.comesToRest();
            stage.lendsItsMaximum();
        }
        assertThat(reading).as("readings it makes, and one").isGreaterThan(4);
    }

    /** It is in the pool by then: whoever comes has another one opened. */
    @Test
    void p5WhatJoinedThePoolIsNoMoreOnItsWayToWhoWaitsThoughItsOfferWasStruck() {
        int reading = 0;
        int joined = 0;
        boolean struck = true;
        while (struck) {
            StruckStage stage = new StruckStage(Duration.ofMillis(500));
            stage.pool.supply.refill(1, null);
            struck = stage.strikes(++reading, stage.runner::runAll);
            if (struck && stage.pool.places.size() == 1) {
                joined++;
                stage.pool.line.join(new Waiter(Thread.currentThread(), stage.ticker.now), 1);
                assertThat(stage.pool.supply.wantedOpens()).isOne();
            }
        }
        assertThat(joined).isPositive();
    }

    @Test
    void p5AnAcquireInAGroupCostsNoRoomWhereverItIsStruck() {
        int reading = 0;
        boolean struck = true;
        while (struck) {
            HeldGroup held = new HeldGroup(1, 1);
            EnginePool<String, ResourceLease<String>> pool = held.pool("a");
            struck = StruckStage.isStruck(held, ++reading, () -> held.group.acquire("a", 0));
            for (int i = 0; i < 12; i++) {
                StruckStage.passes(held);
            }
            assertThat(held.group.room.taken()).isEqualTo(pool.supply.counts().taken());
            held.lease("a").close();
            assertThat(held.group.room.taken()).isOne();
        }
        assertThat(reading).as("readings it makes, and one").isGreaterThan(4);
    }

    @Test
    void p5RoomThatIsGrantedIsUsedWhereverWhoGrantsItIsStruck() {
        int reading = 0;
        boolean struck = true;
        while (struck) {
            HeldGroup held = new HeldGroup(1, 1);
            assertThat(held.group.room.take()).isTrue();
            Waiter waiter = held.arrives("a");
            assertThat(held.group.room.wanted()).isOne();
            struck = StruckStage.isStruck(held, ++reading, held.group.room::freed);
            StruckStage.passes(held);
            assertThat(waiter.isGranted()).isTrue();
            assertThat(held.endpoint("a").isGranted()).isFalse();
            assertThat(held.group.room.wanted()).isZero();
            assertThat(held.group.room.taken()).isOne();
        }
        assertThat(reading).as("readings it makes, and one").isGreaterThan(3);
    }

    @Test
    void p5RoomThatIsGrantedIsFreeAgainIfWhoGrantedItDiedAndNobodyNeedsIt() {
        HeldGroup held = new HeldGroup(1, 1);
        assertThat(held.group.room.take()).isTrue();
        Waiter waiter = held.arrives("a");
        assertThat(StruckStage.isStruck(held, 1, held.group.room::freed)).isTrue();
        assertThat(held.endpoint("a").isGranted()).isTrue();
        held.pool("a").line.remove(waiter);
        StruckStage.passes(held);
        assertThat(held.endpoint("a").isGranted()).isFalse();
        assertThat(held.group.room.taken()).isZero();
        assertThat(held.opened).isEmpty();
        held.lease("b").close();
    }
}
