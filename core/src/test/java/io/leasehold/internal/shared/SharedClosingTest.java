package io.leasehold.internal.shared;

import static io.leasehold.internal.shared.ShareStage.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.internal.shared.Room.Counts;
import io.leasehold.internal.shared.ShareStage.Waiting;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How what was opened and joined nothing, since an error came between, is closed. */
class SharedClosingTest {

    private final IOException torn = new IOException("torn");

    private static Runnable strikes() {
        return () -> {
            throw new StackOverflowError("made up");
        };
    }

    /** One is open by then, and struck before it has joined the pool. */
    private static void opensInVain(ShareStage stage) {
        stage.arrives("a");
        stage.steps.whileRead = once(strikes());
        stage.steps.runNext();
        assertThat(stage.opens).isOne();
    }

    private static Counts counts(ShareStage stage) {
        return stage.pool.room.counts();
    }

    @Test
    void aCloseThatFailsIsLoggedAndTheRoomIsFree() {
        ShareStage stage = new ShareStage(1);
        opensInVain(stage);
        stage.endFailure = torn;
        stage.steps.runAll();
        assertThat(stage.inWords).contains(torn);
        assertThat(counts(stage)).isEqualTo(new Counts(0, 0, 0));
    }

    @Test
    void aCloseThatHangsIsCutOff() {
        ShareStage stage = new ShareStage(1);
        opensInVain(stage);
        stage.withinClose = once(() -> {
            stage.outlast(stage.pool.config.closeTimeout());
            stage.steps.runAll();
            assertThat(stage.aborts).isOne();
            assertThat(counts(stage)).as("while the close hangs").isEqualTo(new Counts(0, 0, 0));
        });
        stage.steps.runAll();
        assertThat(stage.closes).isOne();
        assertThat(stage.aborts).isOne();
        assertThat(counts(stage)).isEqualTo(new Counts(0, 0, 0));
    }

    @Test
    void anAbortThatFailsIsLogged() {
        ShareStage stage = new ShareStage(1);
        opensInVain(stage);
        stage.withinClose = once(() -> {
            stage.outlast(stage.pool.config.closeTimeout());
            stage.endFailure = torn;
            stage.steps.runAll();
            assertThat(stage.inWords).containsExactly(torn);
            stage.endFailure = null;
        });
        stage.steps.runAll();
        assertThat(stage.aborts).isOne();
    }

    /** One more could be lost here. */
    @Test
    void oneThatIsLostIsToldAndLeavesItsRoomToWhoWaits() {
        ShareStage stage = new ShareStage(2);
        opensInVain(stage);
        stage.arrives("b");
        Waiting next = stage.arrives("c");
        assertThat(next.opening().started).isFalse();
        stage.outlastCloseAndAbort();
        assertThat(next.opening().started).isTrue();
        stage.steps.runAll();
        assertThat(stage.told).anyMatch(line -> line.startsWith("lost a"));
    }

    /** Nobody is going to close it then; its room at least is not lost. */
    @Test
    void p5WhatIsStruckAgainBeforeItsCloseHasBegunCostsNoRoom() {
        ShareStage stage = new ShareStage(1);
        stage.arrives("a");
        AtomicInteger readings = new AtomicInteger();
        stage.steps.whileRead = () -> {
            if (readings.incrementAndGet() <= 2) {
                strikes().run();
            }
        };
        stage.steps.runNext();
        assertThat(counts(stage)).isEqualTo(new Counts(0, 0, 0));
        assertThat(stage.share("a")).isNotNull();
    }

    @Test
    void p5WhatIsStruckAgainOnceItsCloseHasBegunHasItsRoomUntilItIsClosed() {
        ShareStage stage = new ShareStage(1);
        stage.steps.whileWoken = () -> {};
        stage.arrives("a");
        stage.steps.whileRead = once(() -> {
            stage.steps.whileWoken = once(strikes());
            strikes().run();
        });
        stage.steps.runNext();
        assertThat(counts(stage)).isEqualTo(new Counts(1, 0, 0));
        stage.steps.runAll();
        assertThat(stage.closes).isOne();
        assertThat(counts(stage)).isEqualTo(new Counts(0, 0, 0));
    }

    /** At each reading of the clock and each wake of upkeep. */
    @Test
    void p5AnOpenCostsNoRoomAndNoKeyWhereverItIsStruckOnceItIsCounted() {
        int at = 0;
        boolean struck = true;
        while (struck) {
            ShareStage stage = new ShareStage(1);
            Waiting waiting = stage.arrives("a");
            stage.leaves(waiting);
            AtomicInteger points = new AtomicInteger();
            int strikesAt = ++at;
            Runnable point = () -> {
                if (points.incrementAndGet() == strikesAt) {
                    strikes().run();
                }
            };
            stage.steps.whileRead = point;
            stage.steps.whileWoken = point;
            stage.steps.runNext();
            struck = points.get() >= strikesAt;
            stage.steps.whileRead = () -> {};
            stage.steps.whileWoken = () -> {};
            stage.steps.runAll();
            assertThat(stage.pool.openings.running()).isZero();
            assertThat(stage.share("a")).as("struck at point %s", at).isNotNull();
            assertThat(counts(stage)).isEqualTo(new Counts(1, 0, 0));
        }
        assertThat(at).as("points it passes, and one").isGreaterThan(1);
    }
}
