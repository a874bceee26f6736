package io.leasehold.internal;

import static io.leasehold.internal.UpkeepStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import io.leasehold.RetireReason;
import io.leasehold.internal.EndingStage.Held;
import io.leasehold.spi.SimpleResourceFactory;
import io.leasehold.spi.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What is said, counted and done when a resource leaves its pool. */
class DestructionTest {

    private final IOException torn = new IOException("torn");

    private static UpkeepStage stage(int idle) {
        UpkeepStage stage = new UpkeepStage(settings -> settings.maximumSize(2));
        stage.fill(idle);
        return stage;
    }

    @Test
    void whatIsIdleMakesRoomAndIsToldWithItsIdleness() {
        UpkeepStage stage = stage(1);
        stage.ticker.advance(7 * SECOND);
        assertThat(stage.pool.makeRoomOf(stage.place(1))).isTrue();
        assertThat(stage.room.madeRoom).isOne();
        assertThat(stage.toldAtLast()).containsExactly("retired #1 MADE_ROOM after 7000 ms");
    }

    @Test
    void whatIsLeasedMakesNoRoom() {
        UpkeepStage stage = stage(0);
        stage.lease();
        assertThat(stage.pool.makeRoomOf(stage.place(1))).isFalse();
        assertThat(stage.room.leaving).isZero();
        assertThat(stage.toldAtLast()).isEmpty();
    }

    @Test
    void whenAllAreRetiredWhatWasIdleIsToldWithItsIdlenessAndWhatWasLeasedWithNone() {
        UpkeepStage stage = stage(2);
        ResourceLease<Integer> lease = stage.pool.acquire(0);
        stage.ticker.advance(7 * SECOND);
        stage.pool.retireAll();
        stage.ticker.advance(SECOND);
        lease.close();
        assertThat(stage.toldAtLast())
                .satisfiesExactly(
                        idle -> assertThat(idle).endsWith(" RETIRE_ALL after 7000 ms"),
                        leased -> assertThat(leased).endsWith(" RETIRE_ALL after 0 ms"));
        assertThat(stage.room.madeRoom).isZero();
    }

    @Test
    void whatWasBeingCheckedWhenAllAreRetiredIsToldWithItsIdleness() {
        UpkeepStage stage = stage(1);
        stage.ticker.advance(7 * SECOND);
        stage.pool.suspectSiblings();
        stage.pool.checks.upkeep(stage.ticker.now);
        stage.pool.retireAll();
        assertThat(stage.toldAtLast()).containsExactly("retired #1 RETIRE_ALL after 7000 ms");
    }

    @Test
    void whatIsIdleWhenItsPoolClosesIsToldWithItsIdleness() {
        UpkeepStage stage = stage(1);
        stage.ticker.advance(7 * SECOND);
        stage.pool.close();
        assertThat(stage.toldAtLast()).containsExactly("retired #1 POOL_CLOSED after 7000 ms");
    }

    @Test
    void whatIsOnItsWayOutIsCountedUntilItIsClosed() {
        UpkeepStage stage = stage(0);
        ResourceLease<Integer> lease = stage.lease();
        Place<Integer> place = stage.place(1);
        lease.retire(torn);
        assertThat(stage.room.leaving).isOne();
        assertThat(stage.pool.snapshot().closing()).isOne();
        assertThat(stage.toldAtLast()).containsExactly("retired #1 BROKEN after 0 ms");
        assertThat(stage.closed).containsExactly(1);
        assertThat(stage.room.leaving).isZero();
        assertThat(stage.pool.snapshot().total()).isZero();
        assertThat(place.status()).isEqualTo(PlaceWord.DEAD);
    }

    @Test
    void whatHangsOnItsWayOutIsLostUntilTheDriverLetsGo() {
        UpkeepStage stage = stage(0);
        stage.lease().retire(torn);
        stage.runner.runAll();
        Runnable close = stage.chores.held.remove();
        outlastClose(stage);
        Runnable abort = stage.runner.held.remove();
        outlastClose(stage);
        assertThat(stage.toldAtLast()).containsExactly("retired #1 BROKEN after 0 ms", "lost #1 after 5000 ms");
        assertThat(stage.room.leaving).isZero();
        assertThat(stage.pool.supply.counts().taken()).isZero();
        assertThat(stage.pool.supply.counts().lost()).isOne();
        close.run();
        abort.run();
        assertThat(stage.closed).containsExactly(1);
        assertThat(stage.aborted).isEmpty();
        assertThat(stage.pool.supply.counts().lost()).isZero();
        assertThat(stage.pool.supply.counts().taken()).isZero();
        assertThat(stage.room.leaving).isZero();
    }

    private static void outlastClose(UpkeepStage stage) {
        stage.ticker.advance(5 * SECOND + 1);
        stage.looksAtCalls();
    }

    @Test
    void whatDidNotPassItsFirstCheckIsClosedAndNobodyHearsThatItWasOpen() {
        UpkeepStage stage = new UpkeepStage(settings -> settings.maximumSize(1).aliveBypass(Duration.ZERO));
        stage.dead.add(1);
        stage.pool.supply.refill(1, null);
        stage.runner.runAll();
        assertThat(stage.pool.snapshot().closing()).isOne();
        assertThat(stage.room.leaving).isOne();
        assertThat(stage.toldAtLast()).isEmpty();
        assertThat(stage.closed).containsExactly(1);
        assertThat(stage.pool.snapshot().total()).isZero();
        assertThat(stage.room.leaving).isZero();
    }

    @Test
    void anAbortHasTheHandleOfTheLeaseThatItCutsOffThoughItsReturnLetsGoOfItMeanwhile() {
        EndingStage stage = new EndingStage();
        Place<Object> place = EndingStage.placeOf(stage.lease());
        stage.pool.ending().revoke(place, place.word(), RetireReason.REVOKED, "it was time");
        place.leaveBehind(stage.ticker.now);
        assertThat(stage.seenAtLast()).contains("aborted");
    }

    @Test
    void anAbortAfterACloseThatHangsHasTheHandleAsWell() {
        EndingStage stage = new EndingStage();
        Held lease = stage.lease();
        assertThat(lease.retire(torn)).isTrue();
        stage.runner.runNext();
        Runnable close = stage.runner.held.remove();
        stage.ticker.advance(Duration.ofSeconds(6));
        stage.pool.upkeeps.calls.upkeep(stage.ticker.now);
        assertThat(stage.seenAtLast()).containsExactly("retired BROKEN: torn", "aborted");
        close.run();
        assertThat(stage.seen).doesNotContain("closed");
    }

    /** Opens, and closes once it may; deaf to interrupts. */
    private static final class SlowDriver implements SimpleResourceFactory<Object> {

        volatile boolean closeBegun;
        volatile boolean abortBegun;
        volatile boolean goesOn;

        @Override
        public Object open() {
            return new Object();
        }

        @Override
        public void close(Object resource) {
            closeBegun = true;
            Patience.await("it may go on", () -> goesOn);
        }

        @Override
        public void abort(Object resource) {
            abortBegun = true;
            Patience.await("it may go on", () -> goesOn);
        }
    }

    private static EnginePool<Object, ResourceLease<Object>> poolOnRealThreads(SlowDriver driver, Ticker ticker) {
        EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(
                Pool.of(driver).maximumSize(1).closeTimeout(Duration.ofHours(1)).config(),
                new SimpleFactory<>(driver),
                new PoolSurroundings(ticker, Engine.SHARED, null, null));
        pool.start();
        pool.acquire().close();
        return pool;
    }

    /** Whoever closes the pool, once it waits for what is being closed. */
    private static Thread closes(EnginePool<?, ?> pool) {
        Thread closer = new Thread(pool::close, "closer");
        closer.setDaemon(true);
        closer.start();
        Patience.await("it waits", () -> LockSupport.getBlocker(closer) instanceof LifeState);
        return closer;
    }

    private static void awaitEnd(Thread closer) throws InterruptedException {
        closer.join(60_000);
        assertThat(closer.isAlive()).isFalse();
    }

    @Test
    void whoClosesAPoolWaitsForWhatIsBeingClosedAndNoLonger() throws InterruptedException {
        SlowDriver driver = new SlowDriver();
        EnginePool<Object, ResourceLease<Object>> pool = poolOnRealThreads(driver, Engine.SHARED.ticker());
        Thread closer = closes(pool);
        Patience.await("it closes", () -> driver.closeBegun);
        assertThat(pool.snapshot().closing()).isOne();
        driver.goesOn = true;
        awaitEnd(closer);
        assertThat(pool.snapshot().total()).isZero();
    }

    /** It hangs before the pool is closed: so it is lost long before the pool's own patience ends, which is twice as long as a close's. */
    @Test
    void whoClosesAPoolWaitsNoLongerForWhatIsLost() throws InterruptedException {
        SlowDriver driver = new SlowDriver();
        StillTicker ticker = new StillTicker();
        EnginePool<Object, ResourceLease<Object>> pool = poolOnRealThreads(driver, ticker);
        pool.retireAll();
        Patience.await("it closes", () -> driver.closeBegun);
        ticker.advance(3600 * SECOND + 1);
        Patience.await("it aborts", () -> driver.abortBegun);
        Thread closer = closes(pool);
        ticker.advance(3600 * SECOND + 1);
        awaitEnd(closer);
        assertThat(pool.snapshot().lost()).isOne();
        driver.goesOn = true;
        Patience.await("it is found", () -> pool.snapshot().lost() == 0);
    }
}
