package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.spi.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The clock that pools go by unless they are given another. */
class SystemTickerTest {

    private final SystemTicker ticker = new SystemTicker();

    @Test
    void exactTimeIsThatOfTheJvm() {
        for (Ticker clock : new Ticker[] {ticker, Ticker.system()}) {
            long before = System.nanoTime();
            long now = clock.nanos();
            assertThat(now - before).isNotNegative();
            assertThat(System.nanoTime() - now).isNotNegative();
        }
    }

    @Test
    void coarseTimeStandsStillUntilItIsPublished() {
        long first = ticker.coarseNanos();
        assertThat(ticker.nanos() - first).as("it never runs ahead").isNotNegative();
        ticker.publish(first + 50_000_000);
        assertThat(ticker.coarseNanos()).isEqualTo(first + 50_000_000);
    }

    @Test
    void whoPublishesLateDoesNotPutTheTimeBack() {
        long first = ticker.coarseNanos();
        ticker.publish(first + 2);
        ticker.publish(first + 1);
        assertThat(ticker.coarseNanos()).isEqualTo(first + 2);
    }

    @Test
    void whoParksShowsWhatItWaitsForUntilItIsWoken() throws InterruptedException {
        Object blocker = new Object();
        AtomicBoolean over = new AtomicBoolean();
        Thread waiter = new Thread(() -> {
            while (!over.get()) {
                ticker.park(blocker, TimeUnit.HOURS.toNanos(1));
            }
        });
        waiter.setDaemon(true);
        waiter.start();
        Patience.await("it is parked", () -> LockSupport.getBlocker(waiter) == blocker);
        over.set(true);
        LockSupport.unpark(waiter);
        waiter.join(60_000);
        assertThat(waiter.isAlive()).isFalse();
    }
}
