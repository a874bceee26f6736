package io.leasehold.gateway.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.gateway.internal.result.ReadAhead.Room;
import io.leasehold.testkit.ManualTicker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What one user may take of the memory for all results. */
class UserBudgetTest {

    private final ManualTicker ticker = new ManualTicker();

    /** Nobody else waits for one who fetches nothing. */
    @Test
    void oneUserHasAPartOfTheBudgetAndOthersGoOn() throws Exception {
        Budget shared = new Budget(100 * Batches.ROW, 200 * Batches.ROW, 40);
        ReadAhead first = new ReadAhead(ResultLimits.DEFAULT, shared, "ann", ticker);
        ReadAhead second = new ReadAhead(ResultLimits.DEFAULT, shared, "ann", ticker);
        ReadAhead ofAnother = new ReadAhead(ResultLimits.DEFAULT, shared, "bob", ticker);
        first.offer(Batches.of(0, 30));
        second.offer(Batches.of(0, 10));
        assertThat(second.offer(Batches.of(10, 1))).isFalse();
        CompletableFuture<Room> room = new CompletableFuture<>();
        Thread producer = new Thread(() -> waitForRoom(second, room), "producer");
        producer.setDaemon(true);
        producer.start();
        ticker.awaitParked(1);

        assertThat(ofAnother.offer(Batches.of(0, 10))).isTrue();
        assertThat(ofAnother.offer(Batches.of(10, 30))).isTrue();
        assertThat(room.isDone()).isFalse();
        first.close();

        assertThat(room.get(20, TimeUnit.SECONDS)).isEqualTo(Room.FREE);
        assertThat(second.offer(Batches.of(10, 1))).isTrue();
        second.close();
        ofAnother.close();
        assertThat(shared.used()).isZero();
        assertThat(shared.users()).as("who takes nothing is forgotten").isZero();
    }

    @Test
    void resultsThatOneUserNeverFetchesFailThatUserAlone() throws Exception {
        Budget shared = new Budget(10 * Batches.ROW, 30 * Batches.ROW, 50);
        new ReadAhead(ResultLimits.DEFAULT, shared, "ann", ticker).offer(Batches.of(0, 15));
        ReadAhead oneMore = new ReadAhead(ResultLimits.DEFAULT, shared, "ann", ticker);

        assertThatThrownBy(() -> oneMore.offer(Batches.of(0, 1))).hasMessageContaining("of one user");
        assertThat(new ReadAhead(ResultLimits.DEFAULT, shared, "bob", ticker).offer(Batches.of(0, 15)))
                .isTrue();
    }

    /** What the user's part had given for it goes back. */
    @Test
    void whatTheWholeHasNoRoomForCostsNobodyAnyOfTheirPart() throws Exception {
        Budget full = new Budget(100 * Batches.ROW, 100 * Batches.ROW, 60);
        assertThat(full.tryTake("ann", 60 * Batches.ROW)).isTrue();
        assertThat(full.tryTake("bob", 50 * Batches.ROW)).isFalse();
        assertThat(full.used("bob")).isZero();
        assertThat(full.tryTake("bob", 40 * Batches.ROW)).isTrue();
        assertThat(full.used()).isEqualTo(100 * Batches.ROW);
    }

    private static void waitForRoom(ReadAhead rows, CompletableFuture<Room> found) {
        try {
            found.complete(rows.awaitRoom(Duration.ofMinutes(1)));
        } catch (InterruptedException e) {
            found.completeExceptionally(e);
        }
    }
}
