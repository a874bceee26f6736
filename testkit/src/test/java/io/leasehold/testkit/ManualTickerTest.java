package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ManualTickerTest {

    private final ManualTicker ticker = new ManualTicker();

    @Test
    void timeStandsStillUntilItIsAdvanced() {
        long start = ticker.nanos();
        assertThat(ticker.nanos()).isEqualTo(start);
        ticker.advance(Duration.ofMinutes(1));
        assertThat(ticker.nanos() - start).isEqualTo(60_000_000_000L);
        assertThat(ticker.nanos()).as("it wrapped around").isNegative();
    }

    @Test
    void timeDoesNotGoBack() {
        assertThatThrownBy(() -> ticker.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCoarseReadingLagsAsToldAndNeverGoesBack() {
        long start = ticker.coarseNanos();
        ticker.advance(Duration.ofSeconds(1));
        assertThat(ticker.coarseNanos() - start).isEqualTo(1_000_000_000L);
        ticker.coarseLateBy(Duration.ofSeconds(3));
        assertThat(ticker.coarseNanos() - start).isEqualTo(1_000_000_000L);
        ticker.advance(Duration.ofSeconds(5));
        assertThat(ticker.coarseNanos() - start).isEqualTo(3_000_000_000L);
        ticker.coarseLateBy(Duration.ZERO);
        assertThat(ticker.coarseNanos()).isEqualTo(ticker.nanos());
    }

    @Test
    void whoIsParkedWakesWhenItsTimeHasPassed() throws Exception {
        Doing<Void> early = Stage.start(() -> park(Duration.ofSeconds(1)));
        Doing<Void> late = Stage.start(() -> park(Duration.ofSeconds(2)));
        ticker.awaitParked(2);
        ticker.advance(Duration.ofSeconds(1));
        early.get();
        ticker.awaitParked(1);
        assertThat(late.isDone()).isFalse();
        ticker.advance(Duration.ofSeconds(1));
        late.get();
        assertThat(ticker.parked()).isZero();
    }

    @Test
    void whoIsParkedWakesWhenItIsInterrupted() throws Exception {
        Doing<Boolean> parked = Stage.start(() -> {
            park(Duration.ofSeconds(1));
            return Thread.currentThread().isInterrupted();
        });
        ticker.awaitParked(1);
        parked.thread.interrupt();
        assertThat(parked.get()).isTrue();
    }

    /** Else what a test passes before a thread has come to park would be added to the time for which it does. */
    @Test
    void aStepBetweenAReadingAndTheParkingThatItWasForIsNotLost() throws Exception {
        Doing<Void> parked = Stage.start(() -> {
            ticker.nanos();
            ticker.advance(Duration.ofSeconds(4));
            return park(Duration.ofSeconds(10));
        });
        ticker.awaitParked(1);
        ticker.advance(Duration.ofSeconds(6));
        parked.get();
        ticker.nanos();
        ticker.advance(Duration.ofSeconds(10));
        park(Duration.ofSeconds(10));
        assertThat(ticker.parked()).isZero();
    }

    @Test
    void whoWasParkedHasReadTheTimeThen() throws Exception {
        CountDownLatch isAwake = new CountDownLatch(1);
        Doing<Void> parked = Stage.start(() -> {
            ticker.nanos();
            park(Duration.ofSeconds(1));
            isAwake.countDown();
            return park(Duration.ofSeconds(1));
        });
        ticker.awaitParked(1);
        ticker.advance(Duration.ofMinutes(1));
        isAwake.await();
        ticker.awaitParked(1);
        ticker.advance(Duration.ofSeconds(1));
        parked.get();
    }

    private Void park(Duration time) {
        ticker.park(this, time.toNanos());
        return null;
    }
}
