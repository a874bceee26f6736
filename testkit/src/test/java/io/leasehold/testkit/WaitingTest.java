package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolFullException;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.Ticker;
import io.leasehold.spi.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private final Stage stage = new Stage();
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile boolean gateIsShut;
    private final AtomicInteger parkings = new AtomicInteger();

    /** Time as on the stage, but who was woken does not get going before the gate is opened. */
    private final Ticker drowsy = new Ticker() {
        @Override
        public long nanos() {
            return stage.ticker.nanos();
        }

        @Override
        public long coarseNanos() {
            return stage.ticker.coarseNanos();
        }

        @Override
        public void park(Object blocker, long nanos) {
            parkings.incrementAndGet();
            stage.ticker.park(blocker, nanos);
            try {
                if (gateIsShut) {
                    gate.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    };

    @AfterEach
    void close() throws Exception {
        gate.countDown();
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void waitersAreServedFirstInFirstOut() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> held = stage.acquire(pool);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Doing<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            waiters.add(Stage.start(() -> {
                try (Lease<ScriptedResource> lease = pool.acquire()) {
                    return order.add(number) && lease.resource().id() == 1;
                }
            }));
            stage.ticker.awaitParked(i + 1);
        }
        stage.ticker.advance(Duration.ofSeconds(1));
        held.close();
        for (Doing<Boolean> waiter : waiters) {
            assertThat(waiter.get()).isTrue();
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void aPlaceIsHandedToAHeadThatHasWaitedPastItsBound() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).ticker(drowsy));
        Lease<ScriptedResource> held = stage.acquire(pool);
        gateIsShut = true;
        Doing<Lease<ScriptedResource>> head = Stage.start(pool::acquire);
        stage.ticker.awaitParked(1);
        stage.ticker.advance(Duration.ofMillis(6));
        held.close();
        assertThat(pool.snapshot().idle()).isZero();
        assertThatThrownBy(() -> pool.acquire(Duration.ZERO)).isInstanceOf(PoolFullException.class);
        gate.countDown();
        assertThat(head.get().resource().id()).isOne();
    }

    @Test
    void aRunningThreadMayPassAYoungHeadWhichKeepsItsPlaceInTheLine() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).ticker(drowsy));
        Lease<ScriptedResource> held = stage.acquire(pool);
        gateIsShut = true;
        Doing<Lease<ScriptedResource>> head = Stage.start(pool::acquire);
        stage.ticker.awaitParked(1);
        stage.ticker.advance(Duration.ofMillis(4));
        held.close();
        assertThat(pool.snapshot().idle()).isOne();
        Lease<ScriptedResource> quicker = pool.acquire(Duration.ZERO);
        Doing<Lease<ScriptedResource>> second = Stage.start(pool::acquire);
        Stage.await("two wait", () -> pool.snapshot().waiting() == 2);
        gate.countDown();
        stage.ticker.awaitParked(2);
        stage.ticker.advance(Duration.ofSeconds(1));
        quicker.close();
        assertThat(head.get().resource().id()).isOne();
        assertThat(second.isDone()).isFalse();
        head.get().close();
        assertThat(stage.finish(second).resource().id()).isPositive();
    }

    @Test
    void whoWaitsParksUntilItIsWokenOrOutOfTime() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).ticker(drowsy));
        Lease<ScriptedResource> held = stage.acquire(pool);
        int before = parkings.get();
        Doing<Lease<ScriptedResource>> waiter = Stage.start(() -> pool.acquire(Duration.ofSeconds(30)));
        stage.ticker.awaitParked(1);
        for (int i = 0; i < 29; i++) {
            stage.runner.pass(Duration.ofSeconds(1));
        }
        assertThat(parkings.get() - before).isOne();
        stage.ticker.advance(Duration.ofSeconds(1));
        assertThat(waiter.failure()).isInstanceOf(PoolFullException.class);
        held.close();
    }

    @Test
    void aLineAsLongAsMaximumWaitingRefusesTheNextAtOnce() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).maximumWaiting(2));
        Lease<ScriptedResource> held = stage.acquire(pool);
        List<Doing<Lease<ScriptedResource>>> waiters = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            waiters.add(Stage.start(() -> pool.acquire(Duration.ofSeconds(1))));
        }
        stage.ticker.awaitParked(2);
        assertThatThrownBy(() -> pool.acquire(Duration.ofHours(1)))
                .isInstanceOf(PoolFullException.class)
                .hasMessageContaining("the line is full: 2 wait");
        stage.ticker.advance(Duration.ofSeconds(1));
        for (Doing<Lease<ScriptedResource>> waiter : waiters) {
            assertThat(waiter.failure()).isInstanceOf(PoolFullException.class);
        }
        held.close();
    }

    @Test
    void whoTriesOnceDoesNotWaitForAHolder() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> held = stage.acquire(pool);
        assertThat(pool.tryAcquire()).isEmpty();
        assertThat(stage.ticker.parked()).isZero();
        held.close();
        assertThat(pool.tryAcquire())
                .hasValueSatisfying(lease -> assertThat(lease.resource().id()).isOne());
    }

    @Test
    void whoTriesOnceInVainHasOneOpenedForTheNext() {
        Pool<ScriptedResource> pool = stage.pool(1);
        assertThat(pool.tryAcquire()).isEmpty();
        stage.runner.settle();
        assertThat(pool.tryAcquire())
                .hasValueSatisfying(lease -> assertThat(lease.resource().id()).isOne());
    }

    @Test
    void whoFindsTheLineFullHasWhatIsIdleCheckedForTheNext() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).maximumWaiting(0).aliveBypass(Duration.ofMillis(500)));
        assertThatThrownBy(pool::acquire).isInstanceOf(PoolFullException.class);
        stage.runner.settle();
        pool.acquire().close();
        stage.ticker.advance(Duration.ofSeconds(1));
        assertThatThrownBy(pool::acquire)
                .isInstanceOf(PoolFullException.class)
                .hasMessageContaining("the line is full");
        stage.runner.settle();
        assertThat(pool.acquire().resource().id()).isOne();
        assertThat(stage.factory.checks().calls()).isOne();
    }

    @Test
    void everyAcquireIsCheckedWhereTheFactoryWantsItSo() throws Exception {
        stage.handles.checkingEachAcquire();
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(1);
        ScriptedHandle fresh = stage.acquire(pool);
        assertThat(stage.factory.checks().calls()).as("of what was just opened").isOne();
        Doing<ScriptedHandle> waiter = Stage.start(() -> pool.acquire());
        stage.ticker.awaitParked(1);
        stage.ticker.advance(Duration.ofSeconds(1));
        fresh.close();
        assertThat(stage.finish(waiter).id()).isOne();
        assertThat(stage.factory.checks().calls()).as("of what is handed over").isEqualTo(2);
    }

    @Test
    void whatDiesInTheCheckIsReplacedForWhoWaits() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).aliveBypass(Duration.ofMillis(500)));
        stage.fill(pool, 1);
        stage.factory.killAll();
        stage.ticker.advance(Duration.ofSeconds(1));
        assertThat(stage.finish(Stage.start(pool::acquire)).resource().id()).isEqualTo(2);
        assertThat(stage.listener.lines()).contains("retired #1 DEAD");
    }

    @Test
    void noMoreSuspectsAreCheckedAtATimeThanMayBeOpened() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(4).maximumOpening(1));
        stage.fill(pool, 4);
        ScriptedHandle torn = pool.acquire(0);
        torn.fail(new IOException("torn"), Verdict.RETIRE_AND_SUSPECT_SIBLINGS);
        List<Doing<ScriptedHandle>> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(Stage.start(() -> pool.acquire()));
        }
        stage.ticker.awaitParked(3);
        assertThat(pool.snapshot().checking()).isOne();
        for (Doing<ScriptedHandle> waiter : waiters) {
            stage.finish(waiter);
        }
        assertThat(stage.factory.checks().calls()).isEqualTo(3);
    }
}
