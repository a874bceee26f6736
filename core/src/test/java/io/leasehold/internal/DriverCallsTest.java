package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Calls into the driver, and what becomes of those that outlast their time. */
class DriverCallsTest {

    private static final long LIMIT = 10_000_000;

    private final StillTicker ticker = new StillTicker();
    private final HeldRunner runner = new HeldRunner();
    private final Tasks tasks = new Tasks(runner, 3, null);
    private int woken;
    private final DriverCalls calls = new DriverCalls(ticker, this::queue, this::queue, () -> woken++);

    /** Who takes the next task; those after it are taken as they should be. */
    private Executor takesNext = tasks;

    private void queue(Runnable task) {
        Executor taker = takesNext;
        takesNext = tasks;
        taker.execute(task);
    }

    /** Does something, and counts what the housekeeper does to it. */
    private static class Call extends DriverCall {

        private final Runnable does;
        boolean isDue = true;
        int runs;
        int looks;
        int givenUp;

        Call(Runnable does) {
            super(LIMIT);
            this.does = does;
        }

        @Override
        protected void call() {
            runs++;
            does.run();
            settle();
        }

        @Override
        boolean isDue() {
            return isDue;
        }

        @Override
        boolean drop() {
            return !isDue && super.drop();
        }

        @Override
        protected void lookAt(long now) {
            looks++;
        }

        @Override
        protected void givenUp() {
            givenUp++;
        }
    }

    private Call started(Runnable does) {
        Call call = new Call(does);
        calls.start(call);
        return call;
    }

    @Test
    void aCallMayTakeAsLongAsItsLimitAndIsThenGivenUpOnce() {
        Call call = started(() -> {});
        ticker.advance(LIMIT);
        calls.upkeep(ticker.now);
        assertThat(call.givenUp).isZero();
        ticker.advance(1);
        calls.upkeep(ticker.now);
        calls.upkeep(ticker.now);
        assertThat(call.givenUp).isOne();
        assertThat(call.isSettled()).isTrue();
        assertThat(calls.inFlight()).isEmpty();
    }

    @Test
    void aCallThatIsGivenUpIsInterruptedAndItsWorkerGoesOn() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        Call call = started(() -> {
            inside.countDown();
            hangUntil(new CountDownLatch(1));
        });
        Thread worker = new Thread(runner.held.remove(), "worker");
        worker.setDaemon(true);
        worker.start();
        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
        ticker.advance(LIMIT + 1);
        calls.upkeep(ticker.now);
        worker.join(20_000);
        assertThat(worker.isAlive()).isFalse();
        assertThat(call.givenUp).isOne();
    }

    /** Until then, or it is interrupted. */
    private static void hangUntil(CountDownLatch then) {
        try {
            then.await();
        } catch (InterruptedException asMeant) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void p5ACallIsGivenUpThoughAnErrorStrikesItsInterrupt() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Call call = started(() -> {
            inside.countDown();
            hangUntil(over);
        });
        Thread worker = new Thread(runner.held.remove(), "worker") {
            @Override
            public void interrupt() {
                throw new StackOverflowError("made up");
            }
        };
        worker.setDaemon(true);
        worker.start();
        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
        ticker.advance(LIMIT + 1);
        assertThatThrownBy(() -> calls.upkeep(ticker.now)).isInstanceOf(StackOverflowError.class);
        assertThat(call.givenUp).isOne();
        over.countDown();
        worker.join(20_000);
        assertThat(worker.isAlive()).isFalse();
    }

    @Test
    void anInterruptOfACallReachesNothingElseThatItsWorkerDoes() {
        Call call = new Call(() -> Thread.currentThread().interrupt());
        call.run();
        assertThat(Thread.interrupted()).as("it came as the call ended").isFalse();
        call.interrupt();
        assertThat(Thread.interrupted()).as("it came when the call was over").isFalse();
    }

    @Test
    void onlyACallThatIsNotSettledIsLookedAt() {
        Call call = started(() -> {});
        calls.upkeep(ticker.now);
        assertThat(call.looks).isOne();
        call.settle();
        calls.upkeep(ticker.now);
        assertThat(call.looks).isOne();
    }

    @Test
    void callsUnderWayAreLookedAtEvery25Milliseconds() {
        assertThat(calls.upkeep(ticker.now)).isEqualTo(Long.MAX_VALUE);
        started(() -> {});
        assertThat(calls.upkeep(ticker.now)).isEqualTo(25_000_000);
        runner.runAll();
        assertThat(calls.upkeep(ticker.now)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aCallThatBeginsHasTheHousekeeperLookAtIt() {
        started(() -> {});
        assertThat(woken).isOne();
        calls.startChore(new Call(() -> {}));
        assertThat(woken).isEqualTo(2);
    }

    @Test
    void aCallWasStartedFromThenOnForGood() {
        Call call = new Call(() -> {});
        assertThat(calls.wasStarted(call)).isFalse();
        calls.start(call);
        long startedAt = ticker.now;
        ticker.advance(1);
        assertThat(calls.wasStarted(call)).isTrue();
        assertThat(calls.inFlight()).containsExactly(call);
        assertThat(call.submittedAt()).isEqualTo(startedAt);
        runner.runAll();
        assertThat(calls.inFlight()).isEmpty();
        assertThat(calls.wasStarted(call)).as("it is over").isTrue();
    }

    /** A call whose starter an error strikes. */
    private Call struck(Executor takes, Runnable does) {
        takesNext = takes;
        Call call = new Call(does);
        assertThatThrownBy(() -> calls.start(call)).isInstanceOf(StackOverflowError.class);
        assertThat(woken).as("upkeep is to look").isOne();
        return call;
    }

    private Call unqueued() {
        Call call = struck(
                task -> {
                    throw new StackOverflowError();
                },
                () -> {});
        assertThat(runner.held).isEmpty();
        return call;
    }

    @Test
    void p5ACallThatWasNotQueuedForAnErrorIsQueuedByUpkeepAndRuns() {
        Call call = unqueued();
        calls.upkeep(ticker.now);
        calls.upkeep(ticker.now);
        assertThat(runner.held).hasSize(1);
        runner.runAll();
        assertThat(call.runs).isOne();
        assertThat(calls.upkeep(ticker.now)).isEqualTo(Long.MAX_VALUE);
    }

    /** What an open that was given up has lost is found again by its worker. */
    @Test
    void p5ACallThatWasNotQueuedUntilItsTimeWasOverIsGivenUpAndRunsAllTheSame() {
        Call call = unqueued();
        ticker.advance(LIMIT + 1);
        calls.upkeep(ticker.now);
        assertThat(call.givenUp).isOne();
        runner.runAll();
        assertThat(call.runs).isOne();
    }

    @Test
    void p5ACallThatWasQueuedTwiceForAnErrorRunsOnceAndIsWatchedMeanwhile() {
        Call call = struck(
                task -> {
                    tasks.execute(task);
                    throw new StackOverflowError();
                },
                () -> {
                    runner.runAll();
                    ticker.advance(LIMIT + 1);
                    calls.upkeep(ticker.now);
                });
        calls.upkeep(ticker.now);
        assertThat(runner.held).hasSize(2);
        runner.runAll();
        assertThat(call.runs).isOne();
        assertThat(call.givenUp).isOne();
    }

    @Test
    void p5ACallThatItsStarterTookBackDoesNotRunAndIsLookedAtNoMore() {
        Call call = unqueued();
        assertThat(call.begin() && call.settle()).isTrue();
        calls.upkeep(ticker.now);
        runner.runAll();
        assertThat(call.runs).isZero();
        assertThat(calls.upkeep(ticker.now)).isEqualTo(Long.MAX_VALUE);
        assertThat(call.looks + call.givenUp).isZero();
    }

    /** One that is counted before what it is for is taken. */
    private Call notDue() {
        Call call = new Call(() -> {});
        call.isDue = false;
        calls.count(call);
        return call;
    }

    @Test
    void p5ACallThatIsNotDueIsNeitherQueuedNorGivenUpNorLookedAt() {
        Call call = notDue();
        ticker.advance(LIMIT + 1);
        assertThat(calls.upkeep(ticker.now)).isEqualTo(25_000_000);
        assertThat(runner.held).isEmpty();
        assertThat(call.looks + call.givenUp).isZero();
        assertThat(call.isSettled()).isFalse();
    }

    @Test
    void p5ACallWhoseStarterDiedOnceItWasDueRuns() {
        Call call = notDue();
        call.isDue = true;
        calls.upkeep(ticker.now);
        runner.runAll();
        assertThat(call.runs).isOne();
        assertThat(calls.upkeep(ticker.now)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void p5ACallThatWasNotDueWithinTenSecondsIsDropped() {
        Call call = notDue();
        ticker.advance(10_000_000_000L);
        calls.upkeep(ticker.now);
        assertThat(call.isSettled()).isFalse();
        ticker.advance(1);
        calls.upkeep(ticker.now);
        assertThat(call.isSettled()).isTrue();
        assertThat(calls.upkeep(ticker.now)).isEqualTo(Long.MAX_VALUE);
        runner.runAll();
        assertThat(call.runs + call.givenUp).isZero();
    }

    @Test
    void p5ACallThatTurnsOutToBeDueIsNotDropped() {
        Call call = new Call(() -> {}) {
            @Override
            boolean drop() {
                isDue = true;
                return super.drop();
            }
        };
        call.isDue = false;
        calls.count(call);
        ticker.advance(10_000_000_001L);
        calls.upkeep(ticker.now);
        assertThat(calls.inFlight()).containsExactly(call);
        assertThat(call.isSettled()).isFalse();
    }

    @Test
    void p5ACallThatWasTakenBackBeforeItWasDueIsLetGoAndDoesNotRun() {
        Call call = notDue();
        call.settle();
        calls.upkeep(ticker.now);
        assertThat(calls.inFlight()).isEmpty();
        assertThat(runner.held).isEmpty();
    }
}
