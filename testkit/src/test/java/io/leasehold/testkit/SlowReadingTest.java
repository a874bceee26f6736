package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolFullException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * To read where a holder is may take long, since the holder must stop for it. Nobody else who is refused meanwhile waits for that: what
 * was read a short while ago stands in for it, or nothing.
 */
class SlowReadingTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    /** Holds a lease; the second reading of its stack takes until the test lets it go on. */
    private final class Holder extends Thread {

        private final Pool<ScriptedResource> pool;
        private final AtomicInteger readings = new AtomicInteger();
        private final CountDownLatch holds = new CountDownLatch(1);
        private final CountDownLatch enough = new CountDownLatch(1);
        private final CountDownLatch isRead = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);

        Holder(Pool<ScriptedResource> pool) {
            super("anna");
            this.pool = pool;
            setDaemon(true);
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            if (readings.incrementAndGet() == 2) {
                isRead.countDown();
                await(goesOn);
            }
            return super.getStackTrace();
        }

        @Override
        public void run() {
            try (Lease<ScriptedResource> lease = stage.acquire(pool)) {
                lease.resource();
                holds.countDown();
                await(enough);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String refusal(Pool<ScriptedResource> pool) {
        Throwable refused = catchThrowable(() -> pool.acquire(Duration.ZERO));
        assertThat(refused).isInstanceOf(PoolFullException.class);
        return refused.getMessage();
    }

    /** What is told of a holder that was read so long ago and is being read anew. */
    private String refusalDuringAReading(Duration afterTheLast) throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        Holder holder = new Holder(pool);
        holder.start();
        holder.holds.await();
        stage.ticker.advance(Duration.ofSeconds(1));
        assertThat(refusal(pool)).contains("thread anna").contains("now at io.leasehold.testkit.SlowReadingTest");
        stage.ticker.advance(afterTheLast);
        Doing<Optional<Lease<ScriptedResource>>> reads = Stage.start(pool::tryAcquire);
        holder.isRead.await();
        String message = refusal(pool);
        holder.goesOn.countDown();
        assertThat(reads.get()).isEmpty();
        holder.enough.countDown();
        Stage.join(holder);
        return message;
    }

    @Test
    void aReadingOfASecondAgoStandsInForTheOneUnderWay() throws Exception {
        assertThat(refusalDuringAReading(Duration.ofSeconds(1)))
                .contains("thread anna")
                .contains("now at io.leasehold.testkit.SlowReadingTest");
    }

    @Test
    void anOlderReadingIsNotTold() throws Exception {
        assertThat(refusalDuringAReading(Duration.ofSeconds(1).plusNanos(1)))
                .contains("thread anna")
                .doesNotContain("now at ");
    }
}
