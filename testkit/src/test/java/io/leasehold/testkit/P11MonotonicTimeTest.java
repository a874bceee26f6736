package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolFullException;
import io.leasehold.spi.HandlePool;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class P11MonotonicTimeTest {

    private Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 5_000_000_000L, -5_000_000_000L})
    void theClocksSignAndItsOverflowDoNotMatter(long start) throws Exception {
        stage = new Stage(new ManualTicker(start));
        Pool<ScriptedResource> pool = stage.pool(settings -> settings.maximumSize(1)
                .idleTimeout(Duration.ofSeconds(10))
                .maximumLifetime(Duration.ofMinutes(5))
                .leaseTerm(Duration.ofSeconds(20)));
        Lease<ScriptedResource> held = stage.acquire(pool);
        Doing<Lease<ScriptedResource>> waiter = Stage.start(() -> pool.acquire(Duration.ofSeconds(6)));
        stage.ticker.awaitParked(1);
        stage.runner.pass(Duration.ofSeconds(5));
        assertThat(waiter.isDone()).isFalse();
        stage.runner.pass(Duration.ofSeconds(1));
        assertThat(waiter.failure()).isInstanceOf(PoolFullException.class);
        held.close();
        stage.runner.pass(Duration.ofSeconds(9));
        assertThat(stage.factory.openNow()).isOne();
        stage.ticker.advance(Duration.ofSeconds(4));
        assertThatThrownBy(held::resource).hasMessageMatching(".* 1[23][.0-9]* s ago.*");
        stage.runner.pass(Duration.ofSeconds(2));
        assertThat(stage.factory.openNow()).isZero();
        Lease<ScriptedResource> next = stage.acquire(pool);
        stage.runner.pass(Duration.ofSeconds(19));
        assertThat(next.resource().id()).isEqualTo(2);
        stage.runner.pass(Duration.ofSeconds(4));
        assertThat(pool.snapshot().leased()).isZero();
    }

    @Test
    void aTermIsNotOverBecauseTheCoarseClockStoodStill() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(1).leaseTerm(Duration.ofMinutes(1)));
        stage.fill(pool, 1);
        stage.ticker.coarseLateBy(Duration.ofHours(1));
        stage.ticker.advance(Duration.ofMinutes(30));
        ScriptedHandle handle = pool.acquire(0);
        stage.runner.settle();
        stage.runner.pass(Duration.ofSeconds(59));
        handle.use();
        stage.runner.pass(Duration.ofSeconds(15));
        assertThat(handle.hasEnded()).isTrue();
    }

    @Test
    void aLeaseIsNotReportedForTheTimeOfTheOneBefore() {
        HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(settings ->
                settings.maximumSize(1).leaseTerm(Duration.ofMinutes(1)).leaseReportAfter(Duration.ofSeconds(30)));
        stage.acquire(pool).close();
        stage.ticker.advance(Duration.ofMinutes(10));
        stage.handles.lends().run(stage.runner::settle);
        ScriptedHandle handle = pool.acquire(0);
        stage.runner.settle();
        assertThat(handle.hasEnded()).isFalse();
        assertThat(pool.snapshot().holders()).singleElement().matches(holder -> !holder.overdue());
    }

    @Test
    void aStalledClockMakesEverythingIdleSuspect() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(2);
        stage.fill(pool, 2);
        stage.runner.stall();
        stage.runner.settle();
        assertThat(stage.factory.checks().calls()).isEqualTo(2);
        assertThat(pool.acquire(Duration.ZERO).resource().id()).isPositive();
    }

    @Test
    void whatIsSuspectAfterAStallIsNotLentUnchecked() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        stage.fill(pool, 1);
        stage.factory.killAll();
        stage.runner.stall();
        Doing<Lease<ScriptedResource>> waiter = Stage.start(pool::acquire);
        assertThat(stage.finish(waiter).resource().id()).isEqualTo(2);
    }

    @Test
    void aTickerOfOnesOwnGovernsAPoolOnSharedThreads() {
        ScriptedFactory slow = new ScriptedFactory();
        slow.opens().run(() -> LockSupport.parkNanos(200_000_000));
        try (Pool<ScriptedResource> pool = Pool.of(slow)
                .ticker(new ManualTicker(System.nanoTime() - Duration.ofHours(1).toNanos()))
                .minimumSize(1)
                .initializationFailTimeout(Duration.ofMillis(-1))
                .build()) {
            Stage.await("it is open", () -> pool.snapshot().idle() == 1);
            assertThat(pool.snapshot().lost()).isZero();
            assertThat(pool.snapshot().lastOpenFailure()).isNull();
        }
    }

    @Test
    void theCoarseReadingOfTheSharedClockNeverRunsAhead() {
        ScriptedFactory factory = new ScriptedFactory();
        try (Pool<ScriptedResource> pool =
                Pool.of(factory).leaseTerm(Duration.ofMillis(200)).build()) {
            long before = System.nanoTime();
            Lease<ScriptedResource> lease = pool.acquire();
            Stage.await("its term is over", () -> pool.snapshot().leased() == 0);
            assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(200_000_000L);
            assertThatThrownBy(lease::resource).hasMessageContaining("its term");
        }
    }
}
