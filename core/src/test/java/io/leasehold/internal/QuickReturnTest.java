package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import io.leasehold.spi.LeaseHandle;
import io.leasehold.spi.SimpleResourceFactory;
import io.leasehold.spi.TaskRunner;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a return by the short way leaves to others, and what crosses it: between its looking around and its one step it reads the
 * coarse clock, and there the test does what another thread does. In lab/races the memory model is asked for all other ways.
 */
class QuickReturnTest {

    private final SeenReset factory = new SeenReset();
    private InterveningTicker ticker;
    private EnginePool<Object, ResourceLease<Object>> pool;

    /** By the thread of the test, which may be another than makes its fields. */
    private ResourceLease<Object> acquired() {
        start(Engine.SHARED);
        ResourceLease<Object> lease = pool.acquire();
        factory.place = pool.places.all()[0];
        return lease;
    }

    private void start(TaskRunner runner) {
        ticker = new InterveningTicker();
        pool = new EnginePool<>(
                Pool.of(factory).maximumSize(1).siteSampling(0).config(),
                new SimpleFactory<>(factory),
                new PoolSurroundings(ticker, runner, null, null));
        pool.start();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void itLeavesItsTimeBehindAndNoHolder() {
        ResourceLease<Object> lease = acquired();
        Place<Object> place = pool.places.all()[0];
        assertThat(place.box.handle()).isSameAs(lease);
        long before = ticker.coarseNanos();
        place.idleSince = before - 1;
        lease.close();
        assertThat(place.box.handle()).isNull();
        assertThat(place.idleSince - before).isNotNegative();
        assertThat(factory.holder).as("it took the short way").isNull();
    }

    @Test
    void whoCameToWaitWhileItWasUnderWayIsWoken() throws InterruptedException {
        ResourceLease<Object> lease = acquired();
        Thread waiter =
                new Thread(() -> pool.acquire(TimeUnit.MINUTES.toNanos(10)).close());
        waiter.setDaemon(true);
        ticker.atNextReading(() -> {
            waiter.start();
            while (pool.line.isEmpty() || waiter.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        });
        lease.close();
        waiter.join(60_000);
        assertThat(waiter.isAlive()).isFalse();
    }

    /** Upkeep, which would find it in the end, never runs here. */
    @Test
    void whoCameToWaitWhileItWasUnderWayIsSignalledByItself() {
        HeldRunner runner = new HeldRunner();
        start(runner);
        pool.supply.refill(1, null);
        runner.runAll();
        ResourceLease<Object> lease = pool.acquire(0);
        Waiter waiter = new Waiter(Thread.currentThread(), ticker.nanos());
        ticker.atNextReading(() -> pool.line.join(waiter, Integer.MAX_VALUE));
        lease.close();
        assertThat(waiter.isSignalled()).isTrue();
    }

    @Test
    void aCallOfAnotherThreadThatCameAndWentMeanwhileCostsAResetAndNotTheResource() {
        ResourceLease<Object> lease = acquired();
        Place<Object> place = pool.places.all()[0];
        ticker.atNextReading(() -> calledByAnotherThread(lease));
        lease.close();
        assertThat(factory.holder)
                .as("while it was reset, snapshots still showed who held it")
                .isSameAs(lease);
        assertThat(pool.places.all()).containsExactly(place);
        assertThat(place.status()).isEqualTo(PlaceWord.IDLE);
    }

    private static void calledByAnotherThread(ResourceLease<Object> lease) {
        Thread other = new Thread(() -> lease.inside(() -> "called"));
        other.start();
        while (other.isAlive()) {
            Thread.onSpinWait();
        }
    }

    /** A reset looks who holds the place. */
    private static final class SeenReset implements SimpleResourceFactory<Object> {

        Place<Object> place;
        LeaseHandle<?> holder;

        @Override
        public Object open() {
            return new Object();
        }

        @Override
        public void reset(Object resource) {
            holder = place.box.handle();
        }
    }
}
