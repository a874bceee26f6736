package io.leasehold.gateway.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.gateway.internal.result.ReadAhead.Room;
import io.leasehold.testkit.ManualTicker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Producer against consumer, one step after the other. */
class ReadAheadTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int ROOM = 100;
    private static final int REWIND = 10;

    private final ManualTicker ticker = new ManualTicker();
    private final Budget budget = new Budget(1_000 * Batches.ROW, 2_000 * Batches.ROW, 100);
    private final ReadAhead rows =
            new ReadAhead(new ResultLimits(ROOM * Batches.ROW, 50 * Batches.ROW, REWIND), budget, "ann", ticker);

    @Test
    void rowsPassInOrderWithinWhatWasAskedFor() throws Exception {
        rows.offer(Batches.of(0, 20));
        rows.offer(Batches.of(20, 20));

        assertThat(fetch(5)).containsExactlyElementsOf(range(0, 5));
        assertThat(fetch(30)).containsExactlyElementsOf(range(5, 35));
        assertThat(fetch(30)).containsExactlyElementsOf(range(35, 40));
    }

    @Test
    void eachFetchSaysHowManyRowsWereBeforeIt() throws Exception {
        rows.begin(Batches.SCHEMA);
        rows.offer(Batches.of(0, 20));
        rows.end();

        assertThat(rows.fetch(8).orElseThrow().startOffset()).isZero();
        assertThat(rows.fetch(100).orElseThrow().startOffset()).isEqualTo(8);
        assertThat(rows.fetch(100).orElseThrow().startOffset()).isEqualTo(20);
    }

    @Test
    void aBatchEndsAtItsBytes() throws Exception {
        rows.offer(Batches.of(0, 30));
        rows.offer(Batches.of(30, 30));

        assertThat(fetch(1_000)).containsExactlyElementsOf(range(0, 50));
        assertThat(fetch(1_000)).containsExactlyElementsOf(range(50, 60));
    }

    @Test
    void anEmptyBatchIsTheEndAndNothingElse() throws Exception {
        rows.begin(Batches.SCHEMA);
        assertThat(rows.fetch(10)).isEmpty();
        rows.offer(Batches.of(0, 1));
        assertThat(fetch(10)).hasSize(1);
        assertThat(rows.fetch(10)).isEmpty();
        rows.end();

        for (int i = 0; i < 3; i++) {
            Fetched end = rows.fetch(10).orElseThrow();
            assertThat(end.rows().isEmpty()).isTrue();
            assertThat(end.toThrift().getColumns()).hasSize(1);
        }
    }

    @Test
    void nothingComesBehindTheEnd() {
        rows.end();

        assertThatThrownBy(() -> rows.offer(Batches.of(0, 1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rows.offer(RowBatch.EMPTY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anErrorComesBehindTheRowsBeforeItAndThenEachTime() throws Exception {
        SQLException failure = new SQLException("gone", "HY000");
        rows.offer(Batches.of(0, 3));
        rows.fail(failure);

        assertThat(fetch(10)).hasSize(3);
        assertThatThrownBy(() -> rows.fetch(10)).isSameAs(failure);
        assertThatThrownBy(() -> rows.fetch(10)).isSameAs(failure);
    }

    @Test
    void whoWaitsIsToldOfARowAndOfTheEnd() throws Exception {
        Future<Void> first = rows.ready();
        rows.offer(Batches.of(0, 1));
        assertThat(first).isDone();
        assertThat(rows.ready()).isDone();
        fetch(1);
        Future<Void> second = rows.ready();
        assertThat(second).isNotDone().isSameAs(rows.ready());
        rows.end();
        assertThat(second).isDone();
        assertThat(rows.ready()).isDone();
    }

    @Test
    void anErrorAndACloseWakeWhoWaitsForARow() {
        Future<Void> failed = rows.ready();
        rows.fail(new SQLException());
        assertThat(failed).isDone();

        ReadAhead other = new ReadAhead(ResultLimits.DEFAULT, budget, "ann", ticker);
        Future<Void> closed = other.ready();
        other.close();
        assertThat(closed).isDone();
        assertThatThrownBy(() -> other.fetch(1))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("24000");
    }

    @Test
    void beyondItsBytesNoMoreIsTakenUntilTheClientFetches() throws Exception {
        assertThat(rows.offer(Batches.of(0, ROOM))).isTrue();
        assertThat(rows.offer(Batches.of(ROOM, 1))).isFalse();
        fetch(20);
        assertThat(rows.offer(Batches.of(ROOM, 20))).isTrue();
        assertThat(rows.offer(Batches.of(ROOM + 20, 1))).isFalse();
        assertThat(budget.used()).isEqualTo(ROOM * Batches.ROW);
    }

    @Test
    void aBatchThatIsLargerThanAllRoomPassesAlone() throws Exception {
        assertThat(rows.offer(Batches.of(0, 3 * ROOM))).isTrue();
        assertThat(rows.offer(Batches.of(0, 1))).isFalse();
        assertThat(fetch(50)).hasSize(50);
    }

    @Test
    void theClientMayBeginAgainUntilSoManyRowsHavePassed() throws Exception {
        rows.offer(Batches.of(0, 20));
        fetch(4);
        fetch(REWIND - 4);

        assertThat(rows.canRewind()).isTrue();
        assertThat(rows.rewind()).isTrue();
        assertThat(rows.fetch(3).orElseThrow().startOffset()).isZero();
        assertThat(rows.rewind()).isTrue();
        assertThat(fetch(REWIND)).containsExactlyElementsOf(range(0, REWIND));
        fetch(1);
        assertThat(rows.canRewind()).isFalse();
        assertThat(rows.rewind()).isFalse();
        assertThat(fetch(100)).containsExactlyElementsOf(range(REWIND + 1, 20));
        assertThat(budget.used()).isZero();
    }

    @Test
    void aSmallResultMayBeReadAgainFromItsEnd() throws Exception {
        rows.begin(Batches.SCHEMA);
        rows.offer(Batches.of(0, REWIND));
        rows.end();
        fetch(100);
        assertThat(fetch(100)).isEmpty();

        assertThat(rows.rewind()).isTrue();
        assertThat(fetch(100)).containsExactlyElementsOf(range(0, REWIND));
        assertThat(fetch(100)).isEmpty();
    }

    @Test
    void rowsKeptForARewindGoWhenTheyTakeHalfOfTheRoom() throws Exception {
        RowBatch wide = Batches.of(0, 4 * ROOM / 10);
        ReadAhead many = new ReadAhead(new ResultLimits(ROOM * Batches.ROW, 1 << 20, 1_000), budget, "ann", ticker);
        many.offer(wide);
        many.fetch(1_000);
        assertThat(many.canRewind()).isTrue();
        many.offer(wide);
        many.fetch(1_000);
        assertThat(many.canRewind()).isFalse();
        assertThat(many.bytes()).isZero();
    }

    @Test
    void rowsKeptForARewindStandInNobodysWay() throws Exception {
        rows.offer(Batches.of(0, 5));
        fetch(5);

        assertThat(rows.offer(Batches.of(5, ROOM))).isTrue();
        assertThat(rows.canRewind()).isFalse();
        assertThat(budget.used()).isEqualTo(ROOM * Batches.ROW);
    }

    @Test
    void withNothingFetchedALargeBatchDoesNotEndTheRewind() throws Exception {
        rows.offer(Batches.of(0, 2 * ROOM));
        assertThat(rows.canRewind()).isTrue();
    }

    @Test
    void aProducerWaitsUntilAFetchMakesRoom() throws Exception {
        rows.offer(Batches.of(0, ROOM));
        rows.offer(Batches.of(0, 30));
        Future<Room> room = elsewhere(() -> rows.awaitRoom(MINUTE));
        ticker.awaitParked(1);

        fetch(20);
        assertThat(room).isNotDone();
        fetch(20);

        assertThat(room.get(60, TimeUnit.SECONDS)).isEqualTo(Room.FREE);
        assertThat(rows.offer(Batches.of(0, 30))).isTrue();
    }

    @Test
    void aFetchOfTheLastUnreadRowsWakesTheProducerThoughTheyAreKept() throws Exception {
        rows.offer(Batches.of(0, 8));
        rows.offer(Batches.of(8, ROOM - 1));
        Future<Room> room = elsewhere(() -> rows.awaitRoom(MINUTE));
        ticker.awaitParked(1);

        fetch(8);

        assertThat(room.get(60, TimeUnit.SECONDS)).isEqualTo(Room.FREE);
        assertThat(rows.canRewind()).isTrue();
    }

    @Test
    void aClientThatDoesNotFetchForSoLongIsSeen() throws Exception {
        rows.offer(Batches.of(0, ROOM));
        rows.offer(Batches.of(0, 1));
        ticker.advance(Duration.ofSeconds(10));
        Future<Room> room = elsewhere(() -> rows.awaitRoom(MINUTE));
        ticker.awaitParked(1);

        ticker.advance(Duration.ofSeconds(50));

        assertThat(room.get(60, TimeUnit.SECONDS)).isEqualTo(Room.UNREAD);
    }

    @Test
    void aFetchThatMakesNoRoomStartsTheTimeAnew() throws Exception {
        rows.offer(Batches.of(0, ROOM));
        rows.offer(Batches.of(0, ROOM));
        ticker.advance(Duration.ofSeconds(50));
        fetch(1);
        ticker.advance(Duration.ofSeconds(50));
        Future<Room> room = elsewhere(() -> rows.awaitRoom(MINUTE));
        ticker.awaitParked(1);

        assertThat(room).isNotDone();
        ticker.advance(Duration.ofSeconds(10));

        assertThat(room.get(60, TimeUnit.SECONDS)).isEqualTo(Room.UNREAD);
    }

    @Test
    void theTimeBeforeThereWasNoRoomDoesNotCount() throws Exception {
        rows.offer(Batches.of(0, ROOM));
        fetch(1);
        ticker.advance(Duration.ofMinutes(10));
        rows.offer(Batches.of(0, ROOM));
        Future<Room> room = elsewhere(() -> rows.awaitRoom(MINUTE));

        ticker.awaitParked(1);
        rows.close();

        assertThat(room.get(60, TimeUnit.SECONDS)).isEqualTo(Room.CLOSED);
    }

    @Test
    void aCloseWakesTheProducerAndGivesAllBack() throws Exception {
        rows.offer(Batches.of(0, ROOM));
        rows.offer(Batches.of(0, 1));
        fetch(5);
        rows.offer(Batches.of(0, ROOM));
        Future<Room> room = elsewhere(() -> rows.awaitRoom(MINUTE));
        ticker.awaitParked(1);

        rows.close();
        rows.close();

        assertThat(room.get(60, TimeUnit.SECONDS)).isEqualTo(Room.CLOSED);
        assertThat(rows.offer(Batches.of(0, 1))).isFalse();
        assertThat(budget.used()).isZero();
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        rows.offer(Batches.of(0, ROOM));
        rows.offer(Batches.of(0, 1));
        CompletableFuture<Thread> waiting = new CompletableFuture<>();
        Future<Room> room = elsewhere(() -> {
            waiting.complete(Thread.currentThread());
            return rows.awaitRoom(MINUTE);
        });
        ticker.awaitParked(1);

        waiting.get().interrupt();

        assertThatThrownBy(() -> room.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void theBudgetOfAllIsKeptAndRoomInItIsTold() throws Exception {
        Budget small = new Budget(ROOM * Batches.ROW, ROOM * Batches.ROW, 100);
        ReadAhead one = new ReadAhead(ResultLimits.DEFAULT, small, "ann", ticker);
        ReadAhead other = new ReadAhead(ResultLimits.DEFAULT, small, "ann", ticker);
        one.offer(Batches.of(0, ROOM - 10));
        other.offer(Batches.of(0, 10));
        assertThat(other.offer(Batches.of(10, 10))).isFalse();
        Future<Room> room = elsewhere(() -> other.awaitRoom(MINUTE));
        ticker.awaitParked(1);

        one.close();

        assertThat(room.get(60, TimeUnit.SECONDS)).isEqualTo(Room.FREE);
        assertThat(other.offer(Batches.of(10, 10))).isTrue();
        other.close();
        assertThat(small.used()).isZero();
    }

    @Test
    void withNothingBufferedABatchIsTakenThoughTheBudgetIsUsedUp() throws Exception {
        Budget none = new Budget(1, 1_000 * Batches.ROW, 100);
        ReadAhead one = new ReadAhead(ResultLimits.DEFAULT, none, "ann", ticker);

        assertThat(one.offer(Batches.of(0, 10))).isTrue();
        assertThat(one.offer(Batches.of(10, 1))).isFalse();
        one.close();
        assertThat(none.used()).isZero();
    }

    /** Each result that nobody fetches may have one batch: together they would take all that there is. */
    @Test
    void resultsThatNobodyFetchesEndBeforeTheMemoryDoes() throws Exception {
        Budget small = new Budget(10 * Batches.ROW, 30 * Batches.ROW, 100);
        for (int i = 0; i < 3; i++) {
            new ReadAhead(ResultLimits.DEFAULT, small, "ann", ticker).offer(Batches.of(0, 10));
        }
        ReadAhead oneMore = new ReadAhead(ResultLimits.DEFAULT, small, "ann", ticker);
        assertThatThrownBy(() -> oneMore.offer(Batches.of(0, 10)))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("53200");
        assertThat(small.used()).isEqualTo(30 * Batches.ROW);
    }

    private List<Long> fetch(int maxRows) throws SQLException {
        return Batches.numbers(rows.fetch(maxRows).orElseThrow().rows());
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private static <T> Future<T> elsewhere(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        done.complete(work.call());
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                },
                "producer");
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
