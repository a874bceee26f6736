package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.spi.TaskRunner.Registration;
import io.leasehold.spi.TaskRunner.Upkeep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The threads that pools share, from the first registration to the last; each test has an engine of its own. */
class EngineTest {

    private final Engine engine = new Engine();

    /** Counts how often it is run, and notes by whom. */
    private static final class Counted implements Upkeep {

        private final long wants;
        final AtomicInteger runs = new AtomicInteger();
        volatile @Nullable Thread thread;

        Counted(long wants) {
            this.wants = wants;
        }

        @Override
        public long run(long now) {
            thread = Thread.currentThread();
            runs.incrementAndGet();
            return wants;
        }

        void awaitRuns(int atLeast) {
            Patience.await("it has run " + atLeast + " times", () -> runs.get() >= atLeast);
        }

        Thread awaitThread() {
            awaitRuns(1);
            return Objects.requireNonNull(thread);
        }
    }

    @Test
    void whereTheHousekeeperCouldNotBeStartedWhoRegistersNextStartsAnother() {
        AtomicBoolean fails = new AtomicBoolean(true);
        Engine starved = new Engine(thread -> {
            if (fails.getAndSet(false)) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            thread.start();
        });
        Counted upkeep = new Counted(Long.MAX_VALUE);
        assertThatThrownBy(() -> starved.register(upkeep)).isInstanceOf(OutOfMemoryError.class);
        Registration registration = starved.register(upkeep);
        Thread housekeeper = upkeep.awaitThread();
        registration.close();
        Patience.await("it ends with the only one there is", () -> !housekeeper.isAlive());
    }

    @Test
    void aHousekeeperThatWasStartedForARegistrationThatFailsEnds() {
        List<Thread> started = new ArrayList<>();
        Engine watched = new Engine(thread -> {
            started.add(thread);
            thread.start();
        });
        assertThatThrownBy(() -> watched.register(nothing()))
                .isInstanceOf(NullPointerException.class)
                .hasMessageNotContaining("close");
        assertThat(started).hasSize(1);
        Patience.await("it ends", () -> !started.get(0).isAlive());
        Counted upkeep = new Counted(Long.MAX_VALUE);
        try (Registration kept = watched.register(upkeep)) {
            assertThat(upkeep.awaitThread()).as("%s", kept).isSameAs(started.get(1));
        }
    }

    @Test
    void aRegistrationThatFailsEndsNoHousekeeperOfOthers() {
        Counted upkeep = new Counted(0);
        try (Registration kept = engine.register(upkeep)) {
            assertThatThrownBy(() -> engine.register(nothing())).isInstanceOf(NullPointerException.class);
            upkeep.awaitRuns(upkeep.runs.get() + 3);
            assertThat(upkeep.awaitThread().isAlive()).as("%s", kept).isTrue();
        }
    }

    /** As good as an error that strikes while an upkeep is taken in. */
    private static Upkeep nothing() {
        return null;
    }

    /** Whoever ran a task, once it waits for another or is gone. */
    private Thread workerOfATask() throws Exception {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        engine.execute(() -> worker.complete(Thread.currentThread()));
        return awaitIdle(worker.get(60, TimeUnit.SECONDS));
    }

    private static Thread awaitIdle(Thread worker) {
        Patience.await(
                "it has nothing to do",
                () -> worker.getState() == Thread.State.TIMED_WAITING || worker.getState() == Thread.State.TERMINATED);
        return worker;
    }

    @Test
    void theCoarseTimeIsFreshFromTheRegistrationOn() {
        long before = engine.ticker().nanos();
        try (Registration kept = engine.register(new Counted(Long.MAX_VALUE))) {
            assertThat(engine.ticker().coarseNanos() - before).as("%s", kept).isNotNegative();
        }
    }

    @Test
    void anUpkeepRunsOnceItIsRegisteredAndWheneverItIsWoken() {
        Counted upkeep = new Counted(Long.MAX_VALUE);
        try (Registration kept = engine.register(upkeep)) {
            upkeep.awaitRuns(1);
            kept.wake();
            upkeep.awaitRuns(2);
        }
    }

    @Test
    void theHousekeeperSleepsBetweenItsTicks() {
        Counted upkeep = new Counted(Long.MAX_VALUE);
        try (Registration kept = engine.register(upkeep)) {
            Thread housekeeper = upkeep.awaitThread();
            Patience.await(kept + " is left in peace", () -> housekeeper.getState() == Thread.State.TIMED_WAITING);
        }
    }

    @Test
    void whatIsClosedRunsNoMoreAndTheRestGoesOn() {
        Counted closed = new Counted(0);
        Counted other = new Counted(0);
        Registration ends = engine.register(closed);
        try (Registration stays = engine.register(other)) {
            closed.awaitRuns(1);
            ends.close();
            other.awaitRuns(other.runs.get() + 2);
            int runs = closed.runs.get();
            other.awaitRuns(other.runs.get() + 2);
            assertThat(closed.runs).as("%s", stays).hasValue(runs);
        }
    }

    @Test
    void whoClosesTwiceHasClosedItsOwnAlone() {
        Counted other = new Counted(0);
        Registration twice = engine.register(new Counted(0));
        try (Registration stays = engine.register(other)) {
            twice.close();
            twice.close();
            other.awaitRuns(other.runs.get() + 2);
            assertThat(other.awaitThread().isAlive()).as("%s", stays).isTrue();
        }
    }

    @Test
    void theHousekeeperEndsWithTheLastAndAnotherComesWithTheNext() throws Exception {
        Counted first = new Counted(Long.MAX_VALUE);
        Registration kept = engine.register(first);
        Thread housekeeper = first.awaitThread();
        kept.close();
        housekeeper.join(60_000);
        assertThat(housekeeper.isAlive()).isFalse();
        Counted next = new Counted(Long.MAX_VALUE);
        try (Registration again = engine.register(next)) {
            assertThat(next.awaitThread()).as("%s", again).isNotSameAs(housekeeper);
        }
    }

    /** Unless a worker waits in vain for longer than it may, which a machine that stands still can bring about now and then. */
    @Test
    void whileAnythingIsRegisteredAWorkerServesOneTaskAfterTheOther() throws Exception {
        try (Registration kept = engine.register(new Counted(Long.MAX_VALUE))) {
            Set<Thread> workers = Collections.newSetFromMap(new IdentityHashMap<>());
            int tasks = 1;
            while (workers.add(workerOfATask())) {
                assertThat(++tasks).as("%s", kept).isLessThan(50);
            }
        }
    }

    @Test
    void workersThatAreIdleEndWithTheLastRegistration() throws Exception {
        Registration kept = engine.register(new Counted(Long.MAX_VALUE));
        Thread idle = workerOfATask();
        kept.close();
        assertThat(workerOfATask()).isNotSameAs(idle);
    }

    @Test
    void aTaskWithoutAnyRegistrationHasAWorkerThatEndsWithIt() throws Exception {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        CountDownLatch goOn = new CountDownLatch(1);
        engine.execute(() -> {
            worker.complete(Thread.currentThread());
            Patience.awaitUninterrupted(goOn);
        });
        Thread running = worker.get(60, TimeUnit.SECONDS);
        goOn.countDown();
        assertThat(awaitIdle(running).getState()).isEqualTo(Thread.State.TERMINATED);
    }

    @Test
    void noActKeepsAnotherThreadOut() {
        Runnable anothersTask = () -> engine.execute(() -> {});
        Registration kept = engine.register(new Counted(Long.MAX_VALUE));
        Patience.byAnother(anothersTask);
        engine.execute(() -> {});
        Patience.byAnother(anothersTask);
        kept.close();
        Patience.byAnother(anothersTask);
        kept.close();
        Patience.byAnother(anothersTask);
        engine.execute(() -> {});
        Patience.byAnother(anothersTask);
    }
}
