package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.PoolClosedException;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.spi.TaskRunner;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A drain is woken by what it waits for, and not by whoever looks the next time: no upkeep runs here and no time passes. */
class SharedDrainTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final SharedStage stage = new SharedStage();
    private final CountDownLatch refuses = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        refuses.countDown();
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    /** A pool whose drain waits for its opens and closes, since they are said to go on meanwhile. */
    private SharedPool<String, ScriptedSharedResource> pool() {
        return stage.pool(settings -> settings.runner(new SelfRunning()));
    }

    private Doing<Boolean> drain(SharedPool<String, ScriptedSharedResource> pool, Duration timeout) {
        int parked = stage.ticker.parked();
        Doing<Boolean> drain = Stage.start(() -> pool.drain(timeout));
        stage.ticker.awaitParked(parked + 1);
        return drain;
    }

    @Test
    void theLastCloseEndsTheWaitForAllWhoDrain() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool = pool();
        stage.acquire(pool, "a").close();
        Doing<Boolean> first = drain(pool, LONG);
        Doing<Boolean> second = drain(pool, Duration.ZERO);
        stage.runner.runAll();
        assertThat(first.get()).isTrue();
        assertThat(second.get()).isTrue();
        assertThat(stage.factory.openNow()).isZero();
        assertThat(stage.runner.registered()).isZero();
    }

    @Test
    void whoIsInterruptedWhileItWaitsForAnothersDrainHasNotSeenTheEnd() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool = pool();
        Share<ScriptedSharedResource> share = stage.acquire(pool, "a");
        Doing<Boolean> first = drain(pool, LONG);
        Doing<Boolean> second = drain(pool, LONG);
        second.thread.interrupt();
        assertThat(second.get()).isFalse();
        share.close();
        stage.runner.runAll();
        assertThat(first.get()).isTrue();
    }

    @Test
    void anOpenThatFailsEndsTheWaitForIt() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool = pool();
        CountDownLatch opens = new CountDownLatch(1);
        stage.factory.opens().run(() -> {
            opens.countDown();
            try {
                refuses.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new IllegalStateException("refused");
        });
        Doing<Share<ScriptedSharedResource>> waiter = stage.waiter(pool, "a");
        stage.runner.startNext();
        opens.await();
        Doing<Boolean> drain = Stage.start(() -> pool.drain(LONG));
        assertThat(waiter.failure()).isInstanceOf(PoolClosedException.class);
        stage.ticker.awaitParked(1);
        assertThat(drain.isDone()).isFalse();
        refuses.countDown();
        assertThat(drain.get()).isTrue();
    }

    @Test
    void whatAnOpenYieldsMeanwhileIsClosedBeforeTheDrainReturns() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool = pool();
        stage.factory.opens().hangDeaf();
        Doing<Share<ScriptedSharedResource>> waiter = stage.waiter(pool, "a");
        stage.runner.startNext();
        stage.factory.opens().awaitHanging(1);
        Doing<Boolean> drain = Stage.start(() -> pool.drain(LONG));
        assertThat(waiter.failure()).isInstanceOf(PoolClosedException.class);
        stage.ticker.awaitParked(1);
        stage.factory.opens().release();
        Stage.await("it is closed", () -> {
            stage.runner.runAll();
            return stage.factory.openedCount() == 1 && stage.factory.openNow() == 0;
        });
        assertThat(drain.get()).isTrue();
    }

    /** Work that this test steps, and that is said to go on by itself. */
    private final class SelfRunning implements TaskRunner {

        @Override
        public void execute(Runnable task) {
            stage.runner.execute(task);
        }

        @Override
        public Registration register(Upkeep upkeep) {
            return stage.runner.register(upkeep);
        }

        @Override
        public boolean runsByItself() {
            return true;
        }
    }
}
