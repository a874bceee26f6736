package io.leasehold.internal;

import static io.leasehold.internal.SupplyStage.MS;
import static io.leasehold.internal.SupplyStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.spi.OpenRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a pool asks its group before it opens, and tells it of every end, step by step on one thread. */
class SupplyInGroupTest {

    private final IOException refused = new IOException("refused");
    private final SupplyStage stage = new SupplyStage(8);
    private final CountedRoom room = stage.room;

    /** Whatever was asked, no lock was left behind. */
    @AfterEach
    void anotherThreadCanStillReadTheCounts() throws InterruptedException {
        Thread other = new Thread(stage.pool::snapshot, "other");
        other.setDaemon(true);
        other.start();
        other.join(20_000);
        assertThat(other.isAlive()).isFalse();
    }

    @Test
    void theGroupHearsOfAnOpenThatSucceeds() {
        stage.lease();
        assertThat(room.taken).isOne();
        assertThat(room.opened).isOne();
        assertThat(room.failures).isEmpty();
    }

    @Test
    void theGroupHearsOfAnOpenThatFailsAndHasItsRoomBack() {
        stage.failure = refused;
        stage.meaning = OpenRefusal.LOGIN_REFUSED;
        stage.arrives();
        stage.runner.runAll();
        assertThat(room.taken).isZero();
        assertThat(room.failures).containsExactly(OpenRefusal.LOGIN_REFUSED);
        assertThat(room.opened).isZero();
    }

    @Test
    void aFactoryThatSaysNothingOfAFailureHasItTakenForAnyOther() {
        stage.failure = refused;
        stage.meaning = null;
        stage.arrives();
        stage.runner.runAll();
        assertThat(room.failures).containsExactly(OpenRefusal.OTHER);
        assertThat(room.taken).isZero();
    }

    @Test
    void theGroupHearsOfAnOpenThatIsLostAndComesBack() {
        Waiter waiter = stage.arrives();
        stage.outlastOpen();
        assertThat(room.taken).isZero();
        assertThat(room.lost).isOne();
        assertThat(room.failures).containsExactly(OpenRefusal.UNREACHABLE);
        stage.pool.line.remove(waiter);
        stage.runner.runAll();
        assertThat(room.lost).isZero();
        assertThat(room.taken).isZero();
    }

    @Test
    void theGroupHearsOfWhatIsGone() {
        stage.lease().retire(refused);
        assertThat(room.taken).as("it is on its way out").isOne();
        stage.runner.runAll();
        assertThat(room.taken).isZero();
    }

    @Test
    void theGroupHearsOfACloseThatIsLostAndComesBack() {
        stage.lease().retire(refused);
        stage.outlastCloseAndAbort();
        assertThat(room.taken).isZero();
        assertThat(room.lost).isOne();
        stage.runner.runAll();
        assertThat(room.taken).isZero();
        assertThat(room.lost).isZero();
    }

    @Test
    void whereThereIsNoRoomSoManyStandInTheGroupsLineAsWouldBegin() {
        room.left = 1;
        List<Waiter> line = List.of(stage.arrives(), stage.waiter(), stage.waiter());
        stage.ticker.advance(MS);
        stage.supply().refill();
        assertThat(stage.supply().opening()).isOne();
        assertThat(room.wanted).as("one is on its way").isEqualTo(2);
        assertThat(stage.supply().wantedOpens()).isEqualTo(2);
        assertThat(room.dismissed).containsExactly(Probe.NONE);
        line.forEach(stage.pool.line::remove);
        assertThat(stage.supply().wantedOpens()).isZero();
    }

    @Test
    void whoHasAProbeBeginAwaitsItAndTheOthersLookAgain() {
        Waiter first = stage.waiter();
        Waiter prober = stage.waiter();
        Probe probe = new Probe();
        room.admits = probe;
        stage.supply().refill(0, prober);
        assertThat(stage.supply().opening()).isOne();
        assertThat(prober.awaited).isSameAs(probe);
        assertThat(first.isSignalled()).isTrue();
        assertThat(room.dismissed).isEmpty();
    }

    @Test
    void whoWaitsForAnOpenThatIsNoProbeIsLeftInPeace() {
        Waiter waiter = stage.arrives();
        assertThat(stage.supply().opening()).isOne();
        assertThat(waiter.awaited).isNull();
        assertThat(waiter.isSignalled()).isFalse();
    }

    @Test
    void aProbeThatFindsNoRoomIsDismissed() {
        Probe probe = new Probe();
        room.admits = probe;
        room.left = 0;
        Waiter waiter = stage.arrives();
        assertThat(stage.supply().opening()).isZero();
        assertThat(room.dismissed).containsExactly(probe);
        assertThat(waiter.awaited).isNull();
    }

    @Test
    void p5AnOpenThatWasNeverCountedForAnErrorIsDroppedAndItsProbeDismissed() {
        Probe probe = new Probe();
        room.admits = probe;
        room.withinTake = () -> {
            throw new StackOverflowError("made up");
        };
        assertThatThrownBy(stage::arrives).isInstanceOf(StackOverflowError.class);
        room.withinTake = () -> {};
        assertThat(stage.supply().counts().taken()).isZero();
        assertThat(stage.supply().opening()).isZero();
        assertThat(room.dismissed).isEmpty();
        stage.outlast(Duration.ofSeconds(10));
        assertThat(room.dismissed).containsExactly(probe);
        assertThat(stage.pool.upkeeps.calls.inFlight()).isEmpty();
        stage.runner.runAll();
        assertThat(stage.opens).isZero();
        stage.supply().refill();
        assertThat(stage.supply().opening()).isOne();
    }

    @Test
    void roomThatIsGrantedIsUsedForWhoWaitsAndNotForMore() {
        room.left = 0;
        Waiter waiter = stage.arrives();
        assertThat(stage.supply().opening()).isZero();
        stage.supply().granted();
        assertThat(stage.supply().opening()).as("none was").isZero();
        room.grants(2);
        stage.supply().granted();
        assertThat(stage.supply().opening()).isOne();
        assertThat(room.granted).isZero();
        assertThat(room.taken).as("the second is given back").isOne();
        stage.runner.runAll();
        assertThat(waiter.isGranted()).isTrue();
    }

    @Test
    void roomThatIsGrantedIsUsedByWhicheverOpenBeginsFirst() {
        room.left = 0;
        stage.arrives();
        room.grants(1);
        stage.supply().refill();
        assertThat(stage.supply().opening()).isOne();
        assertThat(room.granted).isZero();
        assertThat(room.taken).isOne();
    }

    @Test
    void roomThatIsGrantedToAPoolThatBacksOffIsNotUsed() {
        stage.failure = refused;
        stage.arrives();
        stage.runner.runAll();
        isGivenBackAtOnce();
    }

    @Test
    void roomThatIsGrantedToAPoolThatClosesIsNotUsed() {
        room.left = 0;
        stage.arrives();
        assertThat(stage.pool.shutdown.begin(stage.ticker.now)).isTrue();
        isGivenBackAtOnce();
    }

    private void isGivenBackAtOnce() {
        room.grants(1);
        stage.supply().granted();
        assertThat(stage.supply().opening()).isZero();
        assertThat(room.granted).isZero();
        assertThat(room.taken).isZero();
    }

    @Test
    void whatFailedIsNotHeldAgainstTheNextOpenOnceItIsForgotten() {
        stage.failure = refused;
        stage.arrives();
        stage.runner.runAll();
        stage.supply().refill();
        assertThat(stage.supply().opening()).isZero();
        stage.supply().forgetFailures();
        stage.supply().refill();
        assertThat(stage.supply().opening()).isOne();
    }

    @Test
    void aPoolHasSpareRoomUpToItsMaximum() {
        assertThat(stage.supply().hasSpare()).isTrue();
        for (int i = 0; i < 8; i++) {
            stage.lease();
        }
        assertThat(stage.supply().hasSpare()).isFalse();
    }

    @Test
    void aPoolIsSealedOnceNothingWasOpenOrTriedForSoLong() {
        stage.ticker.advance(SECOND - 1);
        assertThat(stage.supply().seal(SECOND)).isFalse();
        stage.ticker.advance(1);
        assertThat(stage.supply().seal(SECOND)).isTrue();
        assertThat(stage.supply().seal(2 * SECOND)).as("for good").isTrue();
        stage.arrives();
        assertThat(stage.supply().opening()).isZero();
    }

    @Test
    void aPoolThatHasSomethingOpenIsNotSealed() {
        stage.lease();
        stage.ticker.advance(SECOND);
        assertThat(stage.supply().seal(SECOND)).isFalse();
    }

    @Test
    void p5APoolThatWasGrantedRoomIsNotSealedBeforeThatIsGivenBack() {
        room.grants(1);
        stage.ticker.advance(SECOND);
        assertThat(stage.supply().seal(SECOND)).isFalse();
        stage.supply().granted();
        assertThat(stage.supply().seal(SECOND)).isTrue();
    }

    @Test
    void aPoolForWhichSomebodyWaitsIsNotSealed() {
        stage.waiter();
        stage.ticker.advance(SECOND);
        assertThat(stage.supply().seal(SECOND)).isFalse();
    }

    @Test
    void aPoolThatHasLostAnOpenIsNotSealedUntilLongAfterItCameBack() {
        Waiter waiter = stage.arrives();
        stage.outlastOpen();
        stage.pool.line.remove(waiter);
        stage.ticker.advance(SECOND);
        assertThat(stage.supply().seal(SECOND)).isFalse();
        stage.runner.runAll();
        assertThat(stage.supply().seal(SECOND)).isFalse();
        stage.ticker.advance(SECOND);
        assertThat(stage.supply().seal(SECOND)).isTrue();
    }
}
