package io.leasehold.internal.shared;

import static io.leasehold.internal.shared.ShareStage.once;
import static io.leasehold.internal.shared.ShareStage.resourceOf;
import static io.leasehold.internal.shared.Steps.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leasehold.RetireReason;
import io.leasehold.Retirement;
import io.leasehold.internal.shared.Room.Counts;
import io.leasehold.internal.shared.ShareStage.Held;
import io.leasehold.internal.shared.ShareStage.Waiting;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How opens begin and end, what becomes of those who wait for them, and what of those who do not. */
class OpeningsTest {

    private final IOException refused = new IOException("refused");

    private Counts counts(ShareStage stage) {
        return stage.pool.room.counts();
    }

    @Test
    void whoTriesOnceInVainWhereThereIsNoRoomLeavesNothingBehind() {
        ShareStage stage = new ShareStage(1);
        Held held = stage.share("a");
        assertThat(stage.tryOnce("b")).isNull();
        assertThat(stage.pool.entries).hasSize(1);
        held.retires(Retirement.KEEP_HOLDERS, refused);
        stage.steps.runAll();
        assertThat(stage.opens).isOne();
        assertThat(stage.share("b")).isNotNull();
    }

    /** Who tries once has it stand in no line, and whoever waits with it has not begun it. */
    @Test
    void p5WhoJoinsWhatAnotherTriesOnceInVainWaitsForAnOpenOfItsOwn() {
        ShareStage stage = new ShareStage(1);
        stage.share("a");
        AtomicReference<Waiting> joined = new AtomicReference<>();
        stage.withinCaller = once(() -> joined.set(stage.arrives("b")));
        assertThat(stage.tryOnce("b")).isNull();
        assertThat(joined.get().waiter().state()).isEqualTo(ShareWaiter.AGAIN);
        assertThat(stage.pool.entries).hasSize(1);
    }

    @Test
    void p5AFactoryThatCannotNameWhatHangsCostsNoRoomAndNoKey() {
        ShareStage stage = new ShareStage(1);
        stage.withinName = () -> {
            throw new IllegalStateException("what is this?");
        };
        Waiting waiting = stage.arrives("a");
        stage.outlast(stage.pool.config.openTimeout());
        assertThat(waiting.waiter().state()).isNotEqualTo(ShareWaiter.WAITING);
        assertThat(counts(stage).taken()).isZero();
        assertThat(counts(stage).lost()).isOne();
        stage.steps.runAll();
        assertThat(counts(stage).lost()).isZero();
        assertThat(stage.share("a")).isNotNull();
        assertThat(stage.told).anyMatch(line -> line.startsWith("lost a") && line.contains("cannot name it"));
    }

    @Test
    void whoLeavesTheLineIsNotOpenedFor() {
        ShareStage stage = new ShareStage(1);
        Held held = stage.share("a");
        Waiting waiting = stage.arrives("b");
        assertThat(stage.pool.room.wanting()).isOne();
        stage.leaves(waiting);
        assertThat(stage.pool.room.wanting()).isZero();
        assertThat(stage.pool.entries).hasSize(1);
        held.giveBack();
        stage.steps.runAll();
        assertThat(stage.opens).isOne();
        assertThat(stage.closes).isZero();
    }

    @Test
    void ofTwoWhoWaitForRoomOneMayLeaveWithoutTheOther() {
        ShareStage stage = new ShareStage(1);
        Held held = stage.share("a");
        Waiting leaver = stage.arrives("b");
        Waiting stayer = stage.arrives("b");
        stage.leaves(leaver);
        held.giveBack();
        stage.steps.runAll();
        assertThat(stayer.isGranted()).isTrue();
    }

    @Test
    void whatHasBegunIsJoinedThoughAllWhoWaitedHaveLeft() {
        ShareStage stage = new ShareStage(4);
        Waiting first = stage.arrives("a");
        stage.leaves(first);
        Waiting second = stage.arrives("a");
        assertThat(second.opening()).isSameAs(first.opening());
        stage.steps.runAll();
        assertThat(second.isGranted()).isTrue();
        assertThat(stage.opens).isOne();
    }

    @Test
    void whoLeavesWhileItIsTakenToBeToldIsGrantedNothing() {
        ShareStage stage = new ShareStage(1);
        Waiting waiting = stage.arrives("a");
        assertThat(waiting.waiter().leave()).isTrue();
        stage.steps.runAll();
        assertThat(waiting.isGranted()).isFalse();
        assertThat(stage.pool.snapshot().shares()).isZero();
    }

    @Test
    void whoWaitsForRoomWhileItsKeyIsRetiredLooksAgain() {
        ShareStage stage = new ShareStage(1);
        stage.share("a");
        Waiting waiting = stage.arrives("b");
        assertThat(stage.pool.retire("b", Retirement.KEEP_HOLDERS, refused)).isTrue();
        assertThat(waiting.waiter().state()).isEqualTo(ShareWaiter.AGAIN);
        assertThat(stage.pool.room.wanting()).isZero();
    }

    /** The retirement is seen by the open before whoever retires has told those who wait. */
    @Test
    void whatIsRetiredWhileItOpensIsClosedAndWhoWaitedLooksAgain() {
        ShareStage stage = new ShareStage(1);
        Waiting waiting = stage.arrives("a");
        waiting.opening().entry.retire(null, RetireReason.RETIRED, true);
        stage.steps.runAll();
        assertThat(waiting.waiter().state()).isEqualTo(ShareWaiter.AGAIN);
        assertThat(stage.told).contains("retired a SURPLUS", "closed a SURPLUS");
        assertThat(stage.closes).isOne();
    }

    @Test
    void whatArrivesAfterThePoolHasClosedIsClosedForThat() {
        ShareStage stage = new ShareStage(1);
        stage.arrives("a");
        stage.pool.close();
        stage.steps.runAll();
        assertThat(stage.told).contains("retired a POOL_CLOSED", "closed a POOL_CLOSED");
        assertThat(stage.closes).isOne();
    }

    @Test
    void anOpenThatFailsIsToldAndUpkeepLearnsWhenToForgetIt() {
        ShareStage stage = new ShareStage(1);
        stage.openFailure = refused;
        Waiting waiting = stage.arrives("a");
        stage.steps.woken = 0;
        stage.steps.runAll();
        assertThat(waiting.waiter().state()).isEqualTo(ShareWaiter.FAILED);
        assertThat(waiting.waiter().failure()).isSameAs(refused);
        assertThat(stage.told).containsExactly("openFailed a: refused");
        assertThat(stage.steps.woken).isOne();
    }

    @Test
    void anOpenThatFailsLeavesItsRoomToTheNextAtOnce() {
        ShareStage stage = new ShareStage(1);
        stage.openFailure = refused;
        stage.arrives("a");
        Waiting next = stage.arrives("b");
        stage.steps.runNext();
        assertThat(next.opening().started).isTrue();
        stage.openFailure = null;
        stage.steps.runAll();
        assertThat(next.isGranted()).isTrue();
    }

    @Test
    void anOpenThatIsGivenUpLeavesItsRoomToTheNextAtOnce() {
        ShareStage stage = new ShareStage(2);
        stage.share("held");
        Waiting hanging = stage.arrives("a");
        Waiting next = stage.arrives("b");
        stage.outlast(stage.pool.config.openTimeout());
        assertThat(hanging.waiter().state()).isEqualTo(ShareWaiter.FAILED);
        assertThat(next.opening().started).isTrue();
        assertThat(counts(stage)).isEqualTo(new Counts(2, 1, 1));
        stage.steps.runAll();
        assertThat(next.isGranted()).isTrue();
        assertThat(counts(stage)).isEqualTo(new Counts(2, 0, 0));
        assertThat(stage.told)
                .contains("lost a after 10000 ms: an open hangs (io.leasehold.internal.shared.ShareStage$Driver)"
                        + " and is given up after 10.0 s");
    }

    @Test
    void whoReentersHoldsNothingForIt() {
        ShareStage stage = new ShareStage(1);
        AtomicReference<Throwable> inner = new AtomicReference<>();
        stage.withinOpen = () -> inner.set(catchThrowable(() -> stage.pool.acquire("a", SECOND)));
        Held held = stage.share("a");
        assertThat(inner.get()).hasMessageContaining("waits for itself");
        assertThat(resourceOf(held).shares()).isOne();
    }

    /** They are told so themselves; who meets them meanwhile must not go round with them for ever. */
    @Test
    void whoWaitsForARingOfOthersIsNoPartOfIt() {
        ShareStage stage = new ShareStage(4);
        Opening<String, Object> own = stage.arrives("own").opening();
        Opening<String, Object> one = stage.arrives("one").opening();
        Opening<String, Object> other = stage.arrives("other").opening();
        one.waitsFor = other;
        other.waitsFor = one;
        assertThat(stage.pool.openings.closesRing(own, one)).isFalse();
        other.waitsFor = own;
        assertThat(stage.pool.openings.closesRing(own, one)).isTrue();
    }

    @Test
    void whatCannotBeTakenFromTheCallerCostsNoRoom() {
        ShareStage stage = new ShareStage(1);
        IllegalStateException nobody = new IllegalStateException("nobody");
        stage.withinCaller = once(() -> {
            throw nobody;
        });
        Waiting waiting = stage.arrives("a");
        assertThat(waiting.waiter().failure()).isSameAs(nobody);
        assertThat(counts(stage)).isEqualTo(new Counts(0, 0, 0));
        assertThat(stage.share("a")).isNotNull();
    }

    private static Runnable onceThenFail(Runnable act) {
        return once(() -> {
            act.run();
            throw new StackOverflowError("its end");
        });
    }

    @Test
    void p5AnErrorOnceTheOpenHasBegunTakesItBackWithItsRoom() {
        ShareStage stage = new ShareStage(1);
        stage.steps.whileWoken = onceThenFail(() -> {});
        Waiting waiting = stage.arrives("a");
        assertThat(waiting.waiter().failure()).hasMessage("its end");
        assertThat(counts(stage)).isEqualTo(new Counts(0, 0, 0));
        assertThat(stage.pool.openings.running()).isZero();
        stage.steps.runAll();
        assertThat(stage.opens).isZero();
        assertThat(counts(stage)).isEqualTo(new Counts(0, 0, 0));
        assertThat(stage.share("a")).isNotNull();
    }

    @Test
    void p5AnErrorAfterAWorkerHasOpenedItChangesNothing() {
        ShareStage stage = new ShareStage(1);
        stage.steps.whileWoken = onceThenFail(stage.steps::runAll);
        Waiting waiting = stage.arrives("a");
        assertThat(waiting.isGranted()).isTrue();
        assertThat(counts(stage)).isEqualTo(new Counts(1, 0, 0));
    }

    @Test
    void p5AnErrorWhileWhatWasOpenedJoinsIsToldWhoWaitsAndCostsNoRoomAndNoKey() {
        ShareStage stage = new ShareStage(1);
        Waiting waiting = stage.arrives("a");
        stage.steps.whileRead = onceThenFail(() -> {});
        stage.steps.runNext();
        assertThat(stage.opens).isOne();
        assertThat(waiting.waiter().state()).isEqualTo(ShareWaiter.FAILED);
        assertThat(waiting.waiter().failure()).hasMessage("its end");
        assertThat(counts(stage)).as("until it is closed").isEqualTo(new Counts(1, 0, 0));
        stage.steps.runAll();
        assertThat(stage.closes).isOne();
        assertThat(counts(stage)).isEqualTo(new Counts(0, 0, 0));
        assertThat(stage.pool.openings.running()).isZero();
        assertThat(stage.share("a")).isNotNull();
        assertThat(stage.opens).isEqualTo(2);
    }

    @Test
    void p5WhatJoinedNothingAndHangsAsItIsClosedIsLostUntilItAnswers() {
        ShareStage stage = new ShareStage(1);
        stage.arrives("a");
        stage.steps.whileRead = onceThenFail(() -> {});
        stage.steps.runNext();
        Waiting next = stage.arrives("a");
        stage.outlastCloseAndAbort();
        assertThat(counts(stage)).isEqualTo(new Counts(0, 0, 1));
        stage.steps.runAll();
        assertThat(counts(stage)).isEqualTo(new Counts(1, 0, 0));
        assertThat(next.isGranted()).isTrue();
    }

    @Test
    void p5AnErrorAfterTheOpenWasGivenUpLeavesNothingLost() {
        ShareStage stage = new ShareStage(1);
        stage.steps.whileWoken = onceThenFail(() -> stage.outlast(stage.pool.config.openTimeout()));
        Waiting waiting = stage.arrives("a");
        assertThat(waiting.waiter().failure()).hasMessageContaining("given up");
        assertThat(counts(stage)).isEqualTo(new Counts(0, 0, 0));
        stage.steps.runAll();
        assertThat(stage.opens).isZero();
        assertThat(counts(stage)).isEqualTo(new Counts(0, 0, 0));
    }

    @Test
    void p5AnErrorWhileRoomIsBeingMadeLeavesTheLine() {
        ShareStage stage = new ShareStage(1);
        stage.idle("a");
        stage.steps.whileWoken = onceThenFail(() -> {});
        Waiting waiting = stage.arrives("b");
        assertThat(waiting.waiter().failure()).hasMessage("its end");
        assertThat(stage.pool.room.wanting()).isZero();
        stage.steps.runAll();
        assertThat(stage.opens).isOne();
        assertThat(counts(stage)).isEqualTo(new Counts(0, 0, 0));
    }

    @Test
    void p5WhatIsTakenBackLeavesItsRoomToTheNext() {
        ShareStage stage = new ShareStage(1);
        AtomicReference<Waiting> next = new AtomicReference<>();
        stage.steps.whileWoken = onceThenFail(() -> next.set(stage.arrives("b")));
        stage.arrives("a");
        stage.steps.runAll();
        assertThat(next.get().isGranted()).isTrue();
        assertThat(stage.opens).isOne();
    }
}
