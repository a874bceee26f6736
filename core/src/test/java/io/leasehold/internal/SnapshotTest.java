package io.leasehold.internal;

import static io.leasehold.internal.Patience.byAnother;
import static io.leasehold.internal.SupplyStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.HolderSnapshot;
import io.leasehold.Pool;
import io.leasehold.PoolSnapshot;
import io.leasehold.internal.EndingStage.Held;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a snapshot counts and whom it names, whatever happens while it is taken. */
class SnapshotTest {

    private final HeldRunner runner = new HeldRunner();

    private EnginePool<Object, ResourceLease<Object>> pool(InterveningTicker ticker) {
        EnginePool<Object, ResourceLease<Object>> pool = new EnginePool<>(
                Pool.of(Object::new).maximumSize(20).maximumOpening(20).config(),
                new SimpleFactory<>(Object::new),
                new PoolSurroundings(ticker, runner, null, null));
        pool.start();
        return pool;
    }

    /** A snapshot reads the time with the counts, before it reads the places, and when it reads them again to compare. */
    private static void whenItCompares(InterveningTicker ticker, Runnable act) {
        ticker.atNextReading(() -> ticker.atNextReading(act));
    }

    @Test
    void aReadingDuringWhichSomethingWasOpenedIsMadeAnew() {
        InterveningTicker ticker = new InterveningTicker();
        EnginePool<Object, ResourceLease<Object>> pool = pool(ticker);
        pool.supply.refill(1, null);
        whenItCompares(ticker, runner::runAll);
        PoolSnapshot now = pool.snapshot();
        assertThat(now.opening()).isZero();
        assertThat(now.idle()).isOne();
        assertThat(now.total()).isOne();
    }

    @Test
    void aReadingThatNothingDisturbsIsMadeOnce() {
        InterveningTicker ticker = new InterveningTicker();
        EnginePool<Object, ResourceLease<Object>> pool = pool(ticker);
        AtomicBoolean readAgain = new AtomicBoolean();
        whenItCompares(ticker, () -> ticker.atNextReading(() -> readAgain.set(true)));
        pool.snapshot();
        assertThat(readAgain).isFalse();
    }

    @Test
    void aReadingThatIsDisturbedEachTimeIsMadeEightTimes() {
        InterveningTicker ticker = new InterveningTicker();
        EnginePool<Object, ResourceLease<Object>> pool = pool(ticker);
        AtomicInteger disturbances = new AtomicInteger();
        disturb(pool, ticker, disturbances);
        assertThat(pool.snapshot().opening()).isLessThan(20);
        assertThat(disturbances).hasValue(8);
    }

    private static void disturb(EnginePool<?, ?> pool, InterveningTicker ticker, AtomicInteger disturbances) {
        whenItCompares(ticker, () -> {
            pool.supply.refill(disturbances.incrementAndGet(), null);
            disturb(pool, ticker, disturbances);
        });
    }

    @Test
    void whatIsOnItsWayOutIsCountedBesideWhatIsLeasedAndWhatIsBeingOpened() {
        SupplyStage stage = new SupplyStage(4);
        stage.lease();
        stage.lease().retire(new IOException("torn"));
        stage.supply().refill(1, null);
        PoolSnapshot now = stage.pool.snapshot();
        assertThat(now.leased()).isOne();
        assertThat(now.closing()).isOne();
        assertThat(now.opening()).isOne();
        assertThat(now.total()).isEqualTo(2);
    }

    @Test
    void whatIsBeingCheckedIsOpenAndNotOnItsWayOut() {
        SupplyStage stage = new SupplyStage(4);
        stage.lease();
        stage.lease().close();
        Place<Object> idle = stage.pool.places.all()[1];
        assertThat(idle.startCheck(idle.word())).isTrue();
        PoolSnapshot now = stage.pool.snapshot();
        assertThat(now.leased()).isOne();
        assertThat(now.checking()).isOne();
        assertThat(now.closing()).isZero();
        assertThat(now.total()).isEqualTo(2);
    }

    private static void isLeasedByThisThread(PoolSnapshot now) {
        assertThat(now.leased()).isOne();
        assertThat(now.total()).isOne();
        assertThat(now.closing()).isZero();
        assertThat(now.holders())
                .singleElement()
                .extracting(HolderSnapshot::threadId)
                .isEqualTo(ThreadIds.of(Thread.currentThread()));
    }

    @Test
    void aLeaseThatAnotherThreadCalledThroughIsItsHoldersStill() {
        EndingStage stage = new EndingStage();
        stage.sharedLease();
        isLeasedByThisThread(stage.pool.snapshot());
    }

    @Test
    void aLeaseThatIsBeingReturnedIsItsHoldersStill() {
        EndingStage stage = new EndingStage();
        List<PoolSnapshot> within = new ArrayList<>();
        stage.withinResets.add(() -> within.add(stage.pool.snapshot()));
        Held lease = stage.sharedLease();
        lease.use();
        assertThat(lease.giveBack()).isTrue();
        isLeasedByThisThread(within.get(0));
    }

    @Test
    void aHolderThatUpkeepWatchesIsNamedStill() {
        SupplyStage stage = new SupplyStage(1);
        ResourceLease<Object> lease = stage.lease();
        stage.pool.upkeeps.run(0);
        stage.ticker.advance(Duration.ofSeconds(31).toNanos());
        stage.pool.upkeeps.run(0);
        assertThat(stage.pool.places.all()[0].box.weakHolder()).isNotNull();
        isLeasedByThisThread(stage.pool.snapshot());
        lease.close();
    }

    @Test
    void whoHasHeldLongestIsNamedFirst() {
        SupplyStage stage = new SupplyStage(2);
        ResourceLease<Object> ofFirstPlace = stage.lease();
        stage.lease();
        ofFirstPlace.close();
        stage.ticker.advance(5 * SECOND);
        byAnother(() -> stage.pool.acquire(0));
        stage.ticker.advance(SECOND);
        assertThat(stage.pool.snapshot().holders())
                .extracting(HolderSnapshot::held)
                .containsExactly(Duration.ofSeconds(6), Duration.ofSeconds(1));
    }
}
