package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolFullException;
import io.leasehold.PoolSnapshot;
import io.leasehold.spi.HandlePool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolActsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void retireAllDestroysWhatIsIdleAtOnceAndWhatIsLeasedOnItsReturn() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(3);
        stage.fill(pool, 3);
        Lease<ScriptedResource> leased = pool.acquire();
        pool.retireAll();
        stage.runner.settle();
        assertThat(stage.factory.openNow()).isOne();
        leased.resource().use();
        leased.close();
        stage.runner.settle();
        assertThat(stage.factory.openNow()).isZero();
        assertThat(stage.acquire(pool).resource().id()).isEqualTo(4);
    }

    @Test
    void whatIsBeingCheckedWhenAllAreRetiredIsNotLentAgain() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).keepaliveTime(Duration.ofSeconds(10)));
        stage.fill(pool, 1);
        stage.ticker.advance(Duration.ofSeconds(11));
        stage.runner.upkeep();
        assertThat(pool.snapshot().checking()).isOne();
        pool.retireAll();
        assertThat(stage.finish(Stage.start(pool::acquire)).resource().id()).isEqualTo(2);
        assertThat(stage.factory.opened().get(0).isClosed()).isTrue();
    }

    @Test
    void whatWasOpenedBeforeAllWereRetiredIsNeverAcquiredAfterwards() throws Exception {
        ScriptedFactory factory = new ScriptedFactory();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger lastLent = new AtomicInteger();
        try (HandlePool<ScriptedResource, ScriptedHandle> pool = HandlePool.open(
                Pool.of(factory).name("retiring").maximumSize(2).config(),
                new ScriptedHandleFactory(factory),
                null,
                null,
                null)) {
            Doing<Void> cycling = Stage.start(() -> {
                while (!stop.get()) {
                    try (ScriptedHandle handle = pool.acquire()) {
                        lastLent.set(handle.id());
                    }
                }
                return null;
            });
            int own = 0;
            long start = System.nanoTime();
            while (System.nanoTime() - start < Duration.ofSeconds(1).toNanos()) {
                int other = lastLent.get();
                pool.retireAll();
                try (ScriptedHandle handle = pool.acquire()) {
                    assertThat(handle.id()).isNotIn(own, other);
                    own = handle.id();
                }
            }
            stop.set(true);
            cycling.get();
        }
    }

    @Test
    void shrinkingDestroysWhatIsIdleAtOnceAndNoMoreThanIsTooMany() {
        Pool<ScriptedResource> pool = stage.pool(4);
        List<Lease<ScriptedResource>> leases = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            leases.add(stage.acquire(pool));
        }
        leases.get(3).close();
        pool.resize(0, 2);
        stage.runner.settle();
        assertThat(stage.factory.openNow()).as("the idle one goes at once").isEqualTo(3);
        stage.runner.pass(Duration.ofSeconds(60));
        leases.subList(0, 3).forEach(Lease::close);
        stage.runner.pass(Duration.ofSeconds(60));
        assertThat(stage.factory.openNow())
                .as("one more on its return, and no other")
                .isEqualTo(2);
        assertThat(pool.snapshot().maximum()).isEqualTo(2);
        assertThat(stage.listener.lines())
                .filteredOn(line -> line.endsWith("SURPLUS"))
                .hasSize(2);
    }

    @Test
    void growingOpensUpToTheMinimumAndServesWhoWaits() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> held = stage.acquire(pool);
        Doing<Lease<ScriptedResource>> waiter = Stage.start(pool::acquire);
        stage.ticker.awaitParked(1);
        pool.resize(3, 4);
        assertThat(stage.finish(waiter).resource().id()).isGreaterThan(1);
        stage.runner.settle();
        assertThat(pool.snapshot().total()).isEqualTo(3);
        held.close();
    }

    @Test
    void aPausedPoolLendsAndOpensNothingWhileDeadlinesRun() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(3);
        stage.fill(pool, 1);
        pool.pause();
        assertThat(pool.snapshot().state()).isEqualTo(PoolSnapshot.State.PAUSED);
        Doing<Lease<ScriptedResource>> inVain = Stage.start(() -> pool.acquire(Duration.ofSeconds(1)));
        stage.ticker.awaitParked(1);
        stage.runner.settle();
        stage.ticker.advance(Duration.ofSeconds(1));
        assertThat(inVain.failure()).isInstanceOf(PoolFullException.class).hasMessageContaining("paused");
        assertThat(stage.factory.openedCount()).isOne();
    }

    @Test
    void aPausedPoolIsFilledUpToItsMinimumOnceItIsResumed() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.minimumSize(2).maximumSize(3));
        stage.runner.settle();
        pool.pause();
        pool.retireAll();
        stage.runner.pass(Duration.ofMinutes(2));
        assertThat(pool.snapshot().total()).isZero();
        assertThat(stage.factory.openedCount()).isEqualTo(2);
        pool.resume();
        stage.runner.settle();
        assertThat(pool.snapshot().idle()).isEqualTo(2);
    }

    @Test
    void leasesGoOnInAPausedPoolAndAResumedOneServesTheLine() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> held = stage.acquire(pool);
        pool.pause();
        List<Doing<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            waiters.add(Stage.start(() -> {
                try (Lease<ScriptedResource> lease = pool.acquire()) {
                    return lease.resource().id() == 1;
                }
            }));
        }
        stage.ticker.awaitParked(2);
        held.resource().use();
        held.close();
        stage.runner.settle();
        assertThat(pool.snapshot().idle()).isOne();
        pool.resume();
        for (Doing<Boolean> waiter : waiters) {
            assertThat(stage.finish(waiter)).isTrue();
        }
    }
}
