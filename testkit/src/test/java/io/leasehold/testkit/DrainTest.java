package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.CannotOpenException;
import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolFullException;
import io.leasehold.PoolSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a pool stops: a drain, and a close, which is one without time. */
class DrainTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void aDrainRunsOutByThePoolsOwnTime() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(2);
        Lease<ScriptedResource> held = stage.acquire(pool);
        Doing<Boolean> drain = Stage.start(() -> pool.drain(Duration.ofHours(1)));
        stage.ticker.awaitParked(1);
        stage.ticker.advance(Duration.ofMinutes(59));
        assertThat(drain.isDone()).isFalse();
        held.resource().use();
        stage.ticker.advance(Duration.ofMinutes(1));
        assertThat(drain.get()).isFalse();
        assertThatThrownBy(held::resource).hasMessageContaining("the pool was closed");
    }

    @Test
    void aDrainIsOverWhenTheLastLeaseIsBack() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(2);
        Lease<ScriptedResource> one = stage.acquire(pool);
        Lease<ScriptedResource> other = stage.acquire(pool);
        Doing<Boolean> drain = Stage.start(() -> pool.drain(Duration.ofHours(1)));
        stage.ticker.awaitParked(1);
        one.close();
        stage.ticker.awaitParked(1);
        assertThat(drain.isDone()).isFalse();
        other.retire(new IOException("broken"));
        stage.runner.settle();
        assertThat(drain.get()).isTrue();
        assertThat(pool.snapshot().state()).isEqualTo(PoolSnapshot.State.CLOSED);
    }

    @Test
    void aCloseEndsADrainThatWaits() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> held = stage.acquire(pool);
        Doing<Boolean> drain = Stage.start(() -> pool.drain(Duration.ofHours(1)));
        stage.ticker.awaitParked(1);
        pool.close();
        assertThat(pool.snapshot().state()).isEqualTo(PoolSnapshot.State.CLOSED);
        assertThatThrownBy(held::resource).hasMessageContaining("the pool was closed");
        assertThat(drain.get()).isFalse();
    }

    @Test
    void whoDrainsWhileAnotherDoesWaitsForTheSameEnd() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> held = stage.acquire(pool);
        Doing<Boolean> drain = Stage.start(() -> pool.drain(Duration.ofMinutes(1)));
        stage.ticker.awaitParked(1);
        Doing<Boolean> longer = Stage.start(() -> pool.drain(Duration.ofHours(1)));
        stage.ticker.awaitParked(2);
        stage.ticker.advance(Duration.ofMinutes(1));
        assertThat(drain.get()).isFalse();
        assertThat(longer.get()).isFalse();
        assertThatThrownBy(held::resource).hasMessageContaining("the pool was closed");
    }

    @Test
    void anInterruptEndsADrainsWaitingAndKeepsTheFlag() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> held = stage.acquire(pool);
        AtomicBoolean flag = new AtomicBoolean();
        Doing<Boolean> drain = Stage.start(() -> {
            boolean returned = pool.drain(Duration.ofHours(1));
            flag.set(Thread.currentThread().isInterrupted());
            return returned;
        });
        stage.ticker.awaitParked(1);
        drain.thread.interrupt();
        assertThat(drain.get()).isFalse();
        assertThat(flag).isTrue();
        assertThatThrownBy(held::resource).hasMessageContaining("the pool was closed");
    }

    @Test
    void aDrainRefusesNewAcquiresAndWaitsForWhatIsOut() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(2);
        Lease<ScriptedResource> held = stage.acquire(pool);
        Doing<Boolean> drain = Stage.start(() -> pool.drain(Duration.ofMinutes(1)));
        Stage.await("it drains", () -> pool.snapshot().state() == PoolSnapshot.State.DRAINING);
        assertThatThrownBy(pool::acquire)
                .isInstanceOf(PoolClosedException.class)
                .hasMessageContaining("draining");
        assertThatThrownBy(pool::tryAcquire).isInstanceOf(PoolClosedException.class);
        held.resource().use();
        held.close();
        assertThat(drain.get()).isTrue();
        stage.runner.settle();
        assertThat(stage.factory.openNow()).isZero();
        assertThat(stage.listener.count("revoked")).isZero();
    }

    @Test
    void aDrainRevokesWhatIsStillOutAtItsDeadline() {
        Pool<ScriptedResource> pool = stage.pool(2);
        Lease<ScriptedResource> held = stage.acquire(pool);
        assertThat(pool.drain(Duration.ZERO)).isFalse();
        assertThatThrownBy(held::resource).hasMessageContaining("the pool was closed");
        stage.runner.settle();
        assertThat(stage.factory.openNow()).isZero();
        assertThat(pool.snapshot().state()).isEqualTo(PoolSnapshot.State.CLOSED);
    }

    @Test
    void aDrainWithoutEndIsTaken() {
        Pool<ScriptedResource> pool = stage.pool(2);
        stage.fill(pool, 1);
        assertThat(pool.drain(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        assertThatThrownBy(() -> pool.drain(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoWaitsIsToldAtOnceThatThePoolIsClosed() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> held = stage.acquire(pool);
        Doing<Lease<ScriptedResource>> waiter = Stage.start(pool::acquire);
        stage.ticker.awaitParked(1);
        pool.close();
        assertThat(waiter.failure()).isInstanceOf(PoolClosedException.class);
        held.close();
        pool.close();
        assertThat(stage.runner.registered()).isZero();
    }

    @Test
    void whoRunsOutOfTimeAsThePoolClosesIsToldThatItIsClosed() throws Exception {
        ManualTicker ticker = stage.ticker;
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> held = stage.acquire(pool);
        Doing<Lease<ScriptedResource>> waiter = Stage.start(() -> pool.acquire(Duration.ofSeconds(1)));
        ticker.awaitParked(1);
        pool.close();
        ticker.advance(Duration.ofSeconds(1));
        assertThat(waiter.failure()).isInstanceOf(PoolClosedException.class);
        assertThat(held.toString()).contains("ended");
    }

    @Test
    void whatIsOpenedAfterTheCloseIsClosedAgain() {
        Pool<ScriptedResource> pool = stage.pool(1);
        Doing<Lease<ScriptedResource>> waiter = Stage.start(pool::acquire);
        stage.ticker.awaitParked(1);
        stage.factory.opens().hangDeaf();
        stage.runner.startNext();
        stage.factory.opens().awaitHanging(1);
        pool.close();
        stage.factory.opens().release();
        Stage.await("the late one is closed", () -> {
            stage.runner.settle();
            return stage.factory.openedCount() == 1 && stage.factory.openNow() == 0;
        });
        assertThat(waiter).satisfies(told -> assertThat(told.failure()).isInstanceOf(PoolClosedException.class));
    }

    @Test
    void anOpenThatFailsDuringTheCloseEndsIt() throws Exception {
        ScriptedFactory factory = new ScriptedFactory();
        CountDownLatch goOn = new CountDownLatch(1);
        factory.opens().run(() -> {
            awaitQuietly(goOn);
            throw new IllegalStateException("the server went away");
        });
        Pool<ScriptedResource> pool = Pool.of(factory)
                .name("closing")
                .minimumSize(1)
                .maximumSize(1)
                .initializationFailTimeout(Duration.ofMillis(-1))
                .closeTimeout(Duration.ofMinutes(5))
                .build();
        Stage.await("it opens", () -> factory.opens().calls() == 1);
        Doing<Void> close = Stage.start(() -> {
            pool.close();
            return null;
        });
        Stage.await("the close waits for the open", () -> close.thread.getState() == Thread.State.TIMED_WAITING);
        goOn.countDown();
        close.get();
        assertThat(pool.snapshot().opening()).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whateverRacesWithTheCloseNothingStaysOpen() throws Exception {
        for (int round = 0; round < 40; round++) {
            ScriptedFactory factory = new ScriptedFactory();
            Pool<ScriptedResource> pool =
                    Pool.of(factory).name("closing").maximumSize(3).build();
            List<Doing<Void>> actors = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                actors.add(Stage.start(() -> {
                    while (true) {
                        try (Lease<ScriptedResource> lease = pool.acquire(Duration.ofMillis(20))) {
                            if (lease.hashCode() % 16 == 0) {
                                lease.retire(new IOException("broken"));
                            }
                        } catch (PoolFullException | CannotOpenException tooLate) {
                            Thread.onSpinWait();
                        }
                    }
                }));
            }
            LockSupport.parkNanos(round * 100_000L);
            pool.close();
            for (Doing<Void> actor : actors) {
                assertThat(actor.failure()).isInstanceOf(PoolClosedException.class);
            }
            Stage.await("all is closed", () -> factory.openNow() == 0);
            assertThat(pool.snapshot().leased()).isZero();
            assertThat(factory.violations()).isEmpty();
        }
    }
}
