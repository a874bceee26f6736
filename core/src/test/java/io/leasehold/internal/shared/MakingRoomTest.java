package io.leasehold.internal.shared;

import static io.leasehold.internal.shared.ShareStage.once;
import static io.leasehold.internal.shared.ShareStage.resourceOf;
import static io.leasehold.internal.shared.Steps.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.internal.shared.Room.Counts;
import io.leasehold.internal.shared.ShareStage.Held;
import io.leasehold.internal.shared.ShareStage.Waiting;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who goes to make room for whom, and that it is made at once. */
class MakingRoomTest {

    private List<String> madeRoom(ShareStage stage) {
        return stage.told.stream().filter(line -> line.startsWith("retired")).toList();
    }

    @Test
    void aLastReturnMakesRoomAtOnceForWhoWaits() {
        ShareStage stage = new ShareStage(1);
        Held held = stage.share("a");
        Waiting waiting = stage.arrives("b");
        stage.steps.runAll();
        assertThat(waiting.isGranted()).isFalse();
        held.giveBack();
        stage.steps.runAll();
        assertThat(waiting.isGranted()).isTrue();
        assertThat(madeRoom(stage)).containsExactly("retired a MADE_ROOM");
    }

    @Test
    void whoComesHasRoomMadeAtOnceByOneThatNobodyHolds() {
        ShareStage stage = new ShareStage(1);
        stage.idle("a");
        Waiting waiting = stage.arrives("b");
        stage.steps.runAll();
        assertThat(waiting.isGranted()).isTrue();
    }

    @Test
    void theLongestIdleGoesThoughItBeTheYounger() {
        ShareStage stage = new ShareStage(2);
        Held young = stage.share("idle for a second");
        stage.idle("idle for six");
        stage.steps.upkeep();
        stage.steps.advance(5 * SECOND);
        young.giveBack();
        stage.steps.upkeep();
        stage.steps.advance(SECOND);
        stage.arrives("next");
        stage.steps.runAll();
        assertThat(madeRoom(stage)).containsExactly("retired idle for six MADE_ROOM");
    }

    @Test
    void whatWasUsedSinceItWasSeenIdleGoesAfterWhatWasNot() {
        ShareStage stage = new ShareStage(2);
        stage.idle("used");
        stage.steps.upkeep();
        stage.steps.advance(5 * SECOND);
        stage.idle("not used");
        stage.steps.upkeep();
        stage.steps.advance(SECOND);
        stage.share("used").giveBack();
        stage.arrives("next");
        stage.steps.runAll();
        assertThat(madeRoom(stage)).containsExactly("retired not used MADE_ROOM");
    }

    @Test
    void ofThoseThatWereNotSeenIdleYetTheOldestGoesFirst() {
        ShareStage stage = new ShareStage(8);
        IntStream.range(0, 8).forEach(i -> stage.idle("old " + i));
        for (int i = 0; i < 8; i++) {
            stage.arrives("new " + i);
            stage.steps.runAll();
        }
        assertThat(madeRoom(stage))
                .containsExactlyElementsOf(IntStream.range(0, 8)
                        .mapToObj(i -> "retired old " + i + " MADE_ROOM")
                        .toList());
    }

    @Test
    void noMoreAreClosedThanRoomIsWantedFor() {
        ShareStage stage = new ShareStage(2);
        stage.idle("a");
        SharedResource<Object> other = stage.idle("b");
        stage.arrives("c");
        stage.pool.makeRoom();
        stage.steps.upkeep();
        stage.steps.runAll();
        assertThat(madeRoom(stage)).containsExactly("retired a MADE_ROOM");
        assertThat(other.isOpen()).isTrue();
    }

    /** The room of what is being closed is free by then, and not yet taken by the one who waits for it. */
    @Test
    void whoComesWhileACloseEndsHasRoomMadeAsWell() {
        ShareStage stage = new ShareStage(2);
        stage.idle("a");
        stage.idle("b");
        Waiting first = stage.arrives("c");
        AtomicReference<Waiting> second = new AtomicReference<>();
        stage.withinText = once(() -> second.set(stage.arrives("d")));
        stage.steps.runAll();
        assertThat(first.isGranted()).isTrue();
        assertThat(second.get().isGranted()).isTrue();
    }

    @Test
    void aCloseThatIsLostLeavesItsRoomToTheNextAtOnceAndIsFoundOnceItAnswers() {
        ShareStage stage = new ShareStage(2);
        stage.idle("a");
        stage.share("b");
        Waiting waiting = stage.arrives("c");
        stage.outlastCloseAndAbort();
        assertThat(stage.pool.room.counts()).isEqualTo(new Counts(2, 1, 1));
        assertThat(waiting.opening().started).isTrue();
        assertThat(stage.pool.snapshot().resources())
                .singleElement()
                .satisfies(left -> assertThat(left.key()).isEqualTo("b"));
        stage.steps.runAll();
        assertThat(waiting.isGranted()).isTrue();
        assertThat(stage.pool.room.counts()).isEqualTo(new Counts(2, 0, 0));
        assertThat(stage.told)
                .contains(
                        "lost a after 5000 ms: a close hangs (java.lang.Object) and is given up after 5.0 s",
                        "closed a MADE_ROOM");
        assertThat(stage.pool.entries).as("nothing is kept of a").hasSize(2);
    }

    @Test
    void p5WhoeverDiedBeforeItMadeRoomHasUpkeepMakeIt() {
        ShareStage stage = new ShareStage(1);
        SharedResource<Object> resource = stage.idle("a");
        Seat<Object> seat = Objects.requireNonNull(resource.share(Thread.currentThread(), "dies"));
        Waiting waiting = stage.arrives("b");
        seat.leave("dies");
        stage.steps.upkeep();
        stage.steps.runAll();
        assertThat(waiting.isGranted()).isTrue();
    }

    @Test
    void whereThereIsNoRoomToGrowAnotherOfTheKeyIsGivenAtOnceAndNobodyElsesIsClosed() {
        ShareStage stage =
                new ShareStage(settings -> settings.maximumResources(2).width(2));
        stage.leaves(stage.arrives("b"));
        stage.steps.runAll();
        SharedResource<Object> others = stage.pool.resources.iterator().next();
        Held first = stage.share("a");
        Held second = stage.waited("a");
        assertThat(resourceOf(second)).isSameAs(resourceOf(first));
        assertThat(stage.steps.parked).isZero();
        stage.steps.runAll();
        assertThat(others.isOpen()).isTrue();
    }
}
