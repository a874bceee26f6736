package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.AcquireException;
import io.leasehold.AcquireInterruptedException;
import io.leasehold.CannotOpenException;
import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolFullException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class P8SceneTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void fullCannotOpenClosedAndInterruptedAreFourTypes() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(2);
        stage.factory.opens().succeed().fail(new ConnectException("refused")).always();
        Lease<ScriptedResource> held = stage.acquire(pool);
        Throwable cannotOpen = waitInVain(pool);
        stage.factory.opens().clear();
        stage.runner.pass(Duration.ofSeconds(5));
        Lease<ScriptedResource> other = stage.acquire(pool);
        Throwable full = waitInVain(pool);
        Doing<Lease<ScriptedResource>> interrupted = Stage.start(pool::acquire);
        stage.ticker.awaitParked(1);
        interrupted.thread.interrupt();
        Throwable told = interrupted.failure();
        pool.close();
        assertThat(cannotOpen).isInstanceOf(CannotOpenException.class).hasCauseInstanceOf(ConnectException.class);
        assertThat(full).isInstanceOf(PoolFullException.class);
        assertThat(told).isInstanceOf(AcquireInterruptedException.class);
        assertThatThrownBy(pool::acquire).isInstanceOf(PoolClosedException.class);
        held.close();
        other.close();
    }

    @Test
    void aRefusalNamesThePoolTheTimeWaitedTheCountsAndTheLastOpenFailureWithItsAge() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(2);
        Lease<ScriptedResource> held = stage.acquire(pool);
        stage.factory.opens().fail(new ConnectException("no route to host")).always();
        Doing<Lease<ScriptedResource>> inVain = Stage.start(() -> pool.acquire(Duration.ofSeconds(10)));
        stage.ticker.awaitParked(1);
        Stage.start(() -> pool.acquire(Duration.ofHours(1)));
        stage.ticker.awaitParked(2);
        stage.runner.settle();
        stage.ticker.advance(Duration.ofSeconds(10));
        Throwable refused = inVain.failure();
        assertThat(refused)
                .hasMessageContaining("pool 'stage'")
                .hasMessageContaining("within 10.0 s")
                .hasMessageContaining("1 of 2 leased")
                .as("one more waits")
                .hasMessageContaining("1 waiting")
                .hasMessageContaining("no route to host")
                .hasMessageMatching("(?s).*Last open failed [0-9.]+ m?s ago.*");
        AcquireException exception = (AcquireException) refused;
        assertThat(exception.waited()).isEqualTo(Duration.ofSeconds(10));
        assertThat(exception.snapshot().leased()).isOne();
        held.close();
    }

    @Test
    void aRefusalNamesWhoHasHeldLongestFirstAndAtMostThreeMore() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(6);
        List<Lease<ScriptedResource>> held = new ArrayList<>();
        for (String name : List.of("anna", "bert", "carl", "dora", "emil", "fred")) {
            held.add(new Doing<>(() -> stage.acquire(pool), name).get());
            stage.ticker.advance(Duration.ofSeconds(10));
        }
        String message = waitInVain(pool).getMessage();
        assertThat(message)
                .containsSubsequence("Held longest: thread anna for 70.0 s", "bert", "carl", "dora", "and 2 more")
                .doesNotContain("emil")
                .doesNotContain("fred");
        held.forEach(Lease::close);
    }

    @Test
    void aThreadThatWaitsForItselfIsToldSo() {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> held = stage.acquire(pool);
        assertThatThrownBy(() -> pool.acquire(Duration.ZERO))
                .hasMessageContaining("This thread holds 1 lease of this pool itself");
        held.close();
    }

    @Test
    void aThreadThatHoldsNothingIsNotToldSo() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> held = stage.acquire(pool);
        assertThat(waitInVain(pool)).hasMessageNotContaining("itself");
        held.close();
    }

    @Test
    void fullIsSaidOnlyWhenAllPlacesAreTaken() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(2);
        Lease<ScriptedResource> held = stage.acquire(pool);
        stage.factory.opens().hang().always();
        Doing<Lease<ScriptedResource>> waiter = Stage.start(() -> pool.acquire(Duration.ofSeconds(1)));
        stage.ticker.awaitParked(1);
        stage.runner.startNext();
        stage.ticker.advance(Duration.ofSeconds(1));
        assertThat(waiter.failure()).isInstanceOf(CannotOpenException.class).hasMessageContaining("1 opening");
        held.close();
    }

    @Test
    void aLineThatIsFullIsSaidAtOnceAndThePoolStillGrows() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(2).maximumWaiting(0));
        assertThatThrownBy(() -> pool.acquire(Duration.ofSeconds(10)))
                .isInstanceOf(PoolFullException.class)
                .hasMessageContaining("the line is full")
                .hasMessageContaining("maximumWaiting 0");
        stage.runner.settle();
        assertThat(pool.acquire(Duration.ZERO).resource().id()).isOne();
    }

    @Test
    void anAcquireWaitsToItsDeadlineWhileOpensFailAndGetsTheFirstThatSucceeds() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        for (int i = 0; i < 4; i++) {
            stage.factory.opens().fail(new IOException("starting up"));
        }
        Doing<Lease<ScriptedResource>> waiter = Stage.start(pool::acquire);
        stage.ticker.awaitParked(1);
        stage.runner.pass(Duration.ofSeconds(8));
        assertThat(waiter.get().resource().id()).isOne();
        assertThat(stage.factory.opens().calls()).isEqualTo(5);
    }

    @Test
    void whereTheLongestHolderIsNowIsTold() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        Doing<Void> holder = new Doing<>(() -> busy(pool), "busy");
        Stage.await("it is busy", () -> stage.factory.resets().hanging() == 1);
        assertThat(waitInVain(pool)).hasMessageContaining("thread busy").hasMessageContaining("now at io.");
        stage.factory.resets().release();
        holder.get();
    }

    /** A holder whose stack is counted when it is read. */
    private final class Watched extends Thread {
        private final AtomicInteger readings;
        private final CountDownLatch holds = new CountDownLatch(1);
        private final CountDownLatch enough = new CountDownLatch(1);
        private final Pool<ScriptedResource> pool;

        Watched(String name, Pool<ScriptedResource> pool, AtomicInteger readings) {
            super(name);
            this.pool = pool;
            this.readings = readings;
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            readings.incrementAndGet();
            return super.getStackTrace();
        }

        @Override
        public void run() {
            try (Lease<ScriptedResource> lease = stage.acquire(pool)) {
                lease.resource();
                holds.countDown();
                enough.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        void startAndHold() throws InterruptedException {
            start();
            holds.await();
            stage.ticker.advance(Duration.ofSeconds(1));
        }

        void stopHolding() throws InterruptedException {
            enough.countDown();
            join();
        }
    }

    @Test
    void whereHoldersAreIsReadOnceATickHoweverManyAreRefused() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(2);
        AtomicInteger readings = new AtomicInteger();
        Watched anna = new Watched("anna", pool, readings);
        anna.startAndHold();
        Watched bert = new Watched("bert", pool, readings);
        bert.startAndHold();

        refusedAtOnce(pool, 3);
        assertThat(readings).hasValue(1);
        anna.stopHolding();
        try (Lease<ScriptedResource> mine = stage.acquire(pool)) {
            assertThat(mine.resource()).isNotNull();
            refusedAtOnce(pool, 3);
            assertThat(readings).as("bert holds longest now").hasValue(1);
            stage.ticker.advance(Duration.ofSeconds(1));
            refusedAtOnce(pool, 3);
            assertThat(readings).hasValue(2);
        }
        bert.stopHolding();
    }

    private static void refusedAtOnce(Pool<ScriptedResource> pool, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> pool.acquire(Duration.ZERO)).isInstanceOf(PoolFullException.class);
        }
    }

    private Void busy(Pool<ScriptedResource> pool) {
        stage.factory.resets().hangDeaf();
        Lease<ScriptedResource> lease = stage.acquire(pool);
        lease.resource();
        lease.close();
        return null;
    }

    @Test
    void theTextOfARefusalIsOneThatAPersonCanActOn() {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> held = stage.acquire(pool);
        assertThatThrownBy(() -> pool.acquire(Duration.ZERO))
                .satisfies(refused -> assertThat(refused.getMessage())
                        .doesNotContain("@")
                        .doesNotContain("null")
                        .doesNotContain("\n"));
        held.close();
    }

    private Throwable waitInVain(Pool<ScriptedResource> pool) throws Exception {
        Doing<Lease<ScriptedResource>> waiter = Stage.start(() -> pool.acquire(Duration.ofSeconds(10)));
        stage.ticker.awaitParked(1);
        stage.runner.settle();
        stage.ticker.advance(Duration.ofSeconds(10));
        return waiter.failure();
    }
}
