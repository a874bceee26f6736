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
import io.leasehold.spi.Grant;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.ResourceFactory;
import io.leasehold.spi.SimpleResourceFactory;
import java.io.IOException;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    void aListenerThatThrowsCostsNoPlace() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(2).listener(new Throwing()));
        for (int round = 0; round < 3; round++) {
            Lease<ScriptedResource> returned = stage.acquire(pool);
            Lease<ScriptedResource> retired = stage.acquire(pool);
            assertThatThrownBy(() -> pool.acquire(Duration.ZERO)).isInstanceOf(PoolFullException.class);
            returned.close();
            retired.retire(new IOException("broken"));
            stage.runner.settle();
        }
        assertThat(pool.snapshot().leased()).isZero();
    }

    private static final class Throwing implements PoolListener {

        @Override
        public void acquired(PoolEvent event) {
            throw new AssertionError("acquired");
        }

        @Override
        public void returned(PoolEvent event) {
            throw new AssertionError("returned");
        }

        @Override
        public void retired(PoolEvent event) {
            throw new AssertionError("retired");
        }

        @Override
        public void opened(PoolEvent event) {
            throw new AssertionError("opened");
        }

        @Override
        public void timedOut(PoolEvent event) {
            throw new AssertionError("timedOut");
        }
    }

    @Test
    void anErrorOutOfAnyCallbackCostsNoPlace() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(1).aliveBypass(Duration.ofMillis(500)));
        for (Throwable failure : List.of(new StackOverflowError(), new OutOfMemoryError("test"), new Unreadable())) {
            stage.factory.opens().fail(failure);
            stage.factory.checks().fail(failure);
            stage.factory.closes().fail(failure);
            stage.factory.aborts().fail(failure);
            passUntilDone(Stage.start(() -> pool.acquire().giveBack()));
            stage.ticker.advance(Duration.ofSeconds(1));
            passUntilDone(Stage.start(() -> pool.acquire().giveBack()));
            stage.handles.lends().fail(failure);
            assertThatThrownBy(() -> pool.acquire(0)).isSameAs(failure);
            stage.runner.settle();
            ScriptedHandle handle = stage.acquire(pool);
            handle.change();
            stage.factory.resets().fail(failure);
            handle.close();
            stage.runner.settle();
            ScriptedHandle broken = stage.acquire(pool);
            broken.retire(failure);
            stage.runner.settle();
            assertThat(pool.snapshot().total()).isZero();
        }
    }

    private void passUntilDone(Doing<?> doing) {
        Stage.await("it is done", () -> {
            stage.runner.pass(Duration.ofMillis(20));
            return doing.isDone();
        });
    }

    /** Its message cannot be read. */
    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("unreadable");
        }
    }

    @Test
    void aFactoryThatCannotSayWhatAFailureMeansCostsNoPlace() throws Exception {
        ScriptedFactory factory = stage.factory;
        SimpleResourceFactory<ScriptedResource> mute = new SimpleResourceFactory<>() {
            @Override
            public ScriptedResource open() throws Exception {
                return factory.open();
            }

            @Override
            public OpenRefusal refusal(Throwable failure) {
                throw new IllegalStateException("what is this?");
            }
        };
        factory.opens().fail(new IOException("refused"));
        try (Pool<ScriptedResource> pool = Pool.of(mute)
                .maximumSize(1)
                .ticker(stage.ticker)
                .runner(stage.runner)
                .build()) {
            Doing<Lease<ScriptedResource>> waiter = Stage.start(pool::acquire);
            passUntilDone(waiter);
            assertThat(waiter.get().resource().id()).isOne();
        }
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
    void aThreadThatDiesWithALeaseCostsNoPlaceOnceItsHandleIsGarbage() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(1).abandonedAfter(Duration.ofSeconds(30)));
        Doing<Integer> dies = Stage.start(() -> stage.acquire(pool).id());
        dies.get();
        Stage.join(dies.thread);
        Stage.await("the abandoned one comes back", () -> {
            System.gc();
            stage.runner.pass(Duration.ofSeconds(31));
            return pool.snapshot().leased() == 0;
        });
        assertThat(stage.factory.opened().get(0).isClosed()).isTrue();
        assertThat(stage.acquire(pool).id()).isEqualTo(2);
    }

    @Test
    void aLeaseThatNobodyTookComesBack() {
        Orphaning orphaning = new Orphaning(stage.handles);
        try (HandlePool<ScriptedResource, ScriptedHandle> pool = HandlePool.open(
                stage.settings().maximumSize(1).minimumSize(1).config(), orphaning, null, stage.ticker, stage.runner)) {
            stage.runner.settle();
            assertThat(pool.acquire(0)).isNull();
            stage.runner.pass(Duration.ofSeconds(9));
            assertThat(pool.snapshot().leased()).isOne();
            stage.runner.pass(Duration.ofSeconds(40));
            assertThat(pool.snapshot().idle()).isOne();
            assertThat(stage.factory.opened().get(0).isClosed()).isTrue();
        }
    }

    /** Makes no handle, as if the acquirer's thread had died in the middle. */
    private record Orphaning(ScriptedHandleFactory handles)
            implements ResourceFactory<ScriptedResource, ScriptedHandle> {

        @Override
        public ScriptedResource open() throws Exception {
            return handles.open();
        }

        @Override
        public ScriptedHandle lend(ScriptedResource resource, Grant<ScriptedResource> grant) {
            return null;
        }

        @Override
        public boolean check(ScriptedResource resource, Duration timeout) throws Exception {
            return handles.check(resource, timeout);
        }

        @Override
        public void reset(ScriptedResource resource, ScriptedHandle handle) throws Exception {
            handles.reset(resource, handle);
        }

        @Override
        public void close(ScriptedResource resource) throws Exception {
            handles.close(resource);
        }

        @Override
        public void abort(ScriptedResource resource) throws Exception {
            handles.abort(resource);
        }
    }

    @Test
    void aHandleThatIsStillHeldIsNeverTakenForAbandoned() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(1).abandonedAfter(Duration.ofSeconds(30)));
        ScriptedHandle handle = stage.acquire(pool);
        for (int i = 0; i < 3; i++) {
            stage.runner.pass(Duration.ofSeconds(31));
            System.gc();
        }
        handle.use();
        Reference.reachabilityFence(handle);
    }

    @Test
    void aClearedReferenceEndsNoOtherLeaseThanItsOwn() throws Exception {
        HandlePool<ScriptedResource, ScriptedHandle> pool =
                stage.handlePool(settings -> settings.maximumSize(1).abandonedAfter(Duration.ofSeconds(30)));
        watchedThenReturned(pool);
        ScriptedHandle next = pool.acquire(0);
        for (int i = 0; i < 3; i++) {
            System.gc();
            stage.runner.pass(Duration.ofSeconds(20));
        }
        next.use();
        Reference.reachabilityFence(next);
    }

    private void watchedThenReturned(HandlePool<ScriptedResource, ScriptedHandle> pool) {
        ScriptedHandle handle = stage.acquire(pool);
        stage.runner.pass(Duration.ofSeconds(40));
        handle.close();
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
