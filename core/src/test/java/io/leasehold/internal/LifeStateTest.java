package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.PoolSnapshot.State;
import io.leasehold.spi.Ticker;
import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The state of a pool and the waiting for it, on a clock that each park moves on. */
class LifeStateTest {

    /** A park ends after all of its time, unless its thread has something to do in it. */
    private static final class Stepped implements Ticker {
        private final AtomicLong now = new AtomicLong(1_000);
        private volatile Runnable meanwhile = () -> {};

        @Override
        public long nanos() {
            return now.get();
        }

        @Override
        public long coarseNanos() {
            return now.get();
        }

        @Override
        public void park(Object blocker, long nanos) {
            now.addAndGet(nanos);
            meanwhile.run();
        }
    }

    private final Stepped ticker = new Stepped();
    private final LifeState life = new LifeState(ticker);

    @Test
    void aMoveHappensFromItsStateAlone() {
        assertThat(life.move(State.PAUSED, State.OPEN)).isFalse();
        assertThat(life.move(State.OPEN, State.PAUSED)).isTrue();
        assertThat(life.state()).isEqualTo(State.PAUSED);
        assertThat(life.isClosing()).isFalse();
        assertThat(life.move(State.OPEN, State.CLOSED)).isFalse();
    }

    @Test
    void theFirstWhoDrainsIsTheFirstFromOpenOrPaused() {
        life.move(State.OPEN, State.PAUSED);
        assertThat(life.startDraining(2_000)).isTrue();
        assertThat(life.isClosing()).isTrue();
        assertThat(life.startDraining(2_000)).isFalse();
        life.move(State.DRAINING, State.CLOSED);
        assertThat(life.isClosing()).isTrue();
        assertThat(life.startDraining(2_000)).isFalse();
    }

    @Test
    void whoComesLaterBringsTheDeadlineForwardAndNeverBack() {
        life.startDraining(5_000);
        life.startDraining(9_000);
        life.startDraining(3_000);
        assertThat(life.awaitDrained(() -> false)).isFalse();
        assertThat(ticker.nanos()).isEqualTo(3_000);
    }

    @Test
    void theFirstDeadlineHoldsWhereNobodyWasEarlier() {
        life.startDraining(5_000);
        life.startDraining(9_000);
        assertThat(life.awaitDrained(() -> false)).isFalse();
        assertThat(ticker.nanos()).isEqualTo(5_000);
    }

    @Test
    void waitingEndsWithTheConditionOrTheTime() {
        assertThat(life.await(500, () -> true)).isTrue();
        assertThat(ticker.nanos()).as("nothing was waited for").isEqualTo(1_000);
        AtomicBoolean holds = new AtomicBoolean();
        ticker.meanwhile = () -> holds.set(true);
        assertThat(life.await(500, holds::get)).isTrue();
        assertThat(life.await(0, () -> false)).isFalse();
        assertThat(ticker.nanos()).isEqualTo(1_500);
    }

    @Test
    void anInterruptEndsTheWaitingAndIsKept() {
        Thread.currentThread().interrupt();
        assertThat(life.await(500, () -> false)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ticker.nanos()).isEqualTo(1_000);
    }

    @Test
    void whoWaitsIsWokenByAMoveByADrainAndByAnEndDuringIt() throws InterruptedException {
        LifeState real = new LifeState(Ticker.system());
        AtomicLong looks = new AtomicLong();
        CountDownLatch gone = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            real.await(TimeUnit.HOURS.toNanos(1), () -> {
                looks.incrementAndGet();
                return real.state() == State.CLOSED;
            });
            gone.countDown();
        });
        waiting.start();
        wokenBy(() -> real.move(State.OPEN, State.PAUSED), waiting, looks);
        wokenBy(() -> real.startDraining(0), waiting, looks);
        wokenBy(real::somethingEnded, waiting, looks);
        real.move(State.DRAINING, State.CLOSED);
        assertThat(gone.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoHasWaitedIsForgotten() throws InterruptedException {
        WeakReference<Thread> waited = waitsInVain();
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!waited.refersTo(null)) {
            assertThat(System.nanoTime() - giveUp).as("its thread is collected").isNegative();
            System.gc();
        }
    }

    private WeakReference<Thread> waitsInVain() throws InterruptedException {
        Thread thread = new Thread(() -> life.await(500, () -> false));
        thread.start();
        thread.join(60_000);
        assertThat(thread.isAlive()).isFalse();
        return new WeakReference<>(thread);
    }

    private static void wokenBy(Runnable act, Thread waiting, AtomicLong looks) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime() - giveUp).as("it parks").isNegative();
            Thread.onSpinWait();
        }
        long before = looks.get();
        act.run();
        while (looks.get() == before) {
            assertThat(System.nanoTime() - giveUp).as("it looks again").isNegative();
            Thread.onSpinWait();
        }
    }
}
