package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.AcquireException;
import io.leasehold.AcquireInterruptedException;
import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolEvent;
import io.leasehold.PoolFullException;
import io.leasehold.PoolListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Those who wait: nobody sleeps beside a free place, and nobody who left is granted one. */
class P5WakeUpTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void nobodySleepsWhileThereIsAFreePlace() throws Exception {
        ScriptedFactory factory = new ScriptedFactory();
        try (Pool<ScriptedResource> pool =
                Pool.of(factory).name("p5").maximumSize(1).build()) {
            for (int round = 0; round < 300; round++) {
                Lease<ScriptedResource> held = pool.acquire();
                Doing<Integer> waiter = Stage.start(() -> {
                    try (Lease<ScriptedResource> lease = pool.acquire(Duration.ofSeconds(15))) {
                        return lease.resource().id();
                    }
                });
                for (int spin = ThreadLocalRandom.current().nextInt(2000); spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                held.close();
                assertThat(waiter.get()).isOne();
            }
        }
    }

    @Test
    void whoTimedOutIsGrantedNothing() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> held = stage.acquire(pool);
        Doing<Lease<ScriptedResource>> waiter = Stage.start(() -> pool.acquire(Duration.ofSeconds(1)));
        stage.ticker.awaitParked(1);
        stage.ticker.advance(Duration.ofSeconds(1));
        assertThat(waiter.failure()).isInstanceOf(PoolFullException.class);
        held.close();
        stage.runner.settle();
        assertThat(pool.snapshot().idle()).isOne();
        assertThat(pool.snapshot().waiting()).isZero();
    }

    @Test
    void aGrantThatRacesALeavingIsSettledOnceAndLosesNoPlace() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        for (int round = 0; round < 200; round++) {
            Lease<ScriptedResource> held = stage.acquire(pool);
            Doing<Boolean> waiter = Stage.start(() -> {
                try (Lease<ScriptedResource> lease = pool.acquire(Duration.ofSeconds(1))) {
                    return lease.resource().id() == 1;
                }
            });
            stage.ticker.awaitParked(1);
            Doing<Void> clock = Stage.start(() -> {
                stage.ticker.advance(Duration.ofSeconds(1));
                return null;
            });
            held.close();
            clock.get();
            assertThat(waiter.failureOrResult()).matches(end -> end.equals(true) || end instanceof PoolFullException);
            stage.runner.settle();
            assertThat(pool.snapshot().waiting()).isZero();
            assertThat(pool.snapshot().idle()).isOne();
        }
    }

    @Test
    void anInterruptThatWinsThrowsWithTheFlagSetAndThePlaceGoesToTheNext() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> held = stage.acquire(pool);
        AtomicBoolean flag = new AtomicBoolean();
        Doing<Lease<ScriptedResource>> first = Stage.start(() -> {
            try {
                return pool.acquire();
            } finally {
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        stage.ticker.awaitParked(1);
        Doing<Lease<ScriptedResource>> second = Stage.start(pool::acquire);
        stage.ticker.awaitParked(2);
        first.thread.interrupt();
        assertThat(first.failure()).isInstanceOf(AcquireInterruptedException.class);
        assertThat(flag).isTrue();
        held.close();
        assertThat(stage.finish(second).resource().id()).isOne();
    }

    @Test
    void whoComesInterruptedDoesNotWait() {
        try (Pool<ScriptedResource> pool =
                Pool.of(new ScriptedFactory()).name("p5").maximumSize(1).build()) {
            Lease<ScriptedResource> held = pool.acquire();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> pool.acquire(Duration.ofSeconds(15)))
                    .isInstanceOf(AcquireInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            held.close();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void anInterruptThatLosesTakesTheLeaseAndKeepsTheFlag() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        for (int round = 0; round < 200; round++) {
            Lease<ScriptedResource> held = stage.acquire(pool);
            Doing<Boolean> waiter = Stage.start(() -> {
                boolean gotOne;
                try (Lease<ScriptedResource> lease = pool.acquire()) {
                    gotOne = lease.resource().id() > 0;
                } catch (AcquireInterruptedException interrupted) {
                    gotOne = false;
                }
                Stage.await("the flag is set", () -> Thread.currentThread().isInterrupted());
                return gotOne;
            });
            stage.ticker.awaitParked(1);
            stage.ticker.advance(Duration.ofSeconds(1));
            Doing<Void> interrupter = Stage.start(() -> {
                waiter.thread.interrupt();
                return null;
            });
            held.close();
            interrupter.get();
            waiter.failureOrResult();
            stage.runner.settle();
            assertThat(pool.snapshot().idle()).isOne();
        }
    }

    @Test
    void anInterruptedThreadMayTakeWhatIsFree() {
        Pool<ScriptedResource> pool = stage.pool(1);
        stage.fill(pool, 1);
        Thread.currentThread().interrupt();
        try (Lease<ScriptedResource> lease = pool.acquire()) {
            assertThat(lease.resource().id()).isOne();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aWakeUpThatIsNotUsedIsPassedOn() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(2);
        Lease<ScriptedResource> one = stage.acquire(pool);
        Lease<ScriptedResource> other = stage.acquire(pool);
        Doing<Lease<ScriptedResource>> first = Stage.start(pool::acquire);
        stage.ticker.awaitParked(1);
        Doing<Lease<ScriptedResource>> second = Stage.start(pool::acquire);
        stage.ticker.awaitParked(2);
        one.close();
        other.close();
        assertThat(stage.finish(first).resource().id()
                        + stage.finish(second).resource().id())
                .isEqualTo(3);
    }

    @Test
    void whoIsBeingToldOfItsTimeOutHoldsUpNobodyBehindIt() throws Exception {
        CountDownLatch isTold = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        PoolListener slow = new PoolListener() {
            @Override
            public void timedOut(PoolEvent event) {
                isTold.countDown();
                Stage.await("the other is served", () -> goOn.getCount() == 0);
            }
        };
        Pool<ScriptedResource> pool = stage.pool(
                settings -> settings.maximumSize(1).aliveBypass(Duration.ZERO).listener(slow));
        Lease<ScriptedResource> held = stage.acquire(pool);
        Doing<Lease<ScriptedResource>> outOfTime = Stage.start(() -> pool.acquire(Duration.ofSeconds(1)));
        stage.ticker.awaitParked(1);
        Doing<Lease<ScriptedResource>> next = Stage.start(pool::acquire);
        stage.ticker.awaitParked(2);
        stage.ticker.advance(Duration.ofSeconds(1));
        isTold.await();
        held.close();
        assertThat(stage.finish(next).resource().id()).isOne();
        goOn.countDown();
        assertThat(outOfTime.failure()).isInstanceOf(PoolFullException.class);
    }

    @Test
    void aCheckThatHangsDoesNotKeepTheOthersFromBeingChecked() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(2).aliveBypass(Duration.ofMillis(500)));
        stage.fill(pool, 2);
        stage.ticker.advance(Duration.ofSeconds(1));
        stage.factory.checks().hang();
        Doing<Lease<ScriptedResource>> waiter = Stage.start(pool::acquire);
        stage.ticker.awaitParked(1);
        stage.runner.startNext();
        stage.factory.checks().awaitHanging(1);
        stage.runner.pass(Duration.ofSeconds(1));
        assertThat(waiter.get().resource().id()).isEqualTo(2);
    }

    @Test
    void afterAnyMixtureOfTimeOutsInterruptsAndFailuresThePoolLendsItsMaximumAgain() throws Exception {
        ScriptedFactory factory = new ScriptedFactory();
        int maximum = 3;
        try (Pool<ScriptedResource> pool =
                Pool.of(factory).name("mixture").maximumSize(maximum).build()) {
            List<Doing<Integer>> actors = new ArrayList<>();
            AtomicBoolean stop = new AtomicBoolean();
            for (int i = 0; i < 8; i++) {
                actors.add(Stage.start(() -> mix(pool, factory, stop)));
            }
            long start = System.nanoTime();
            while (System.nanoTime() - start < Duration.ofMillis(1200).toNanos()) {
                actors.get(ThreadLocalRandom.current().nextInt(actors.size()))
                        .thread
                        .interrupt();
                LockSupport.parkNanos(200_000);
            }
            stop.set(true);
            for (Doing<Integer> actor : actors) {
                assertThat(actor.get()).isNotNegative();
            }
            factory.opens().clear();
            List<Lease<ScriptedResource>> all = new ArrayList<>();
            for (int i = 0; i < maximum; i++) {
                all.add(pool.acquire(Duration.ofSeconds(10)));
            }
            all.forEach(Lease::close);
        }
        assertThat(factory.violations()).isEmpty();
        assertThat(factory.mostOpen()).isLessThanOrEqualTo(maximum);
    }

    private static int mix(Pool<ScriptedResource> pool, ScriptedFactory factory, AtomicBoolean stop) {
        int leases = 0;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (!stop.get()) {
            try (Lease<ScriptedResource> lease = pool.acquire(Duration.ofNanos(random.nextLong(2_000_000)))) {
                leases++;
                lease.resource().use();
                if (random.nextInt(100) == 0) {
                    factory.opens().fail(new IOException("refused"));
                    lease.retire(new IOException("broken"));
                }
            } catch (AcquireException | IOException refused) {
                Thread.interrupted();
            }
        }
        return leases;
    }
}
