package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.HolderSnapshot;
import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a listener learns from an event beyond its kind. */
class PoolEventsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private PoolEvent only(String kind) {
        assertThat(stage.listener.events(kind)).hasSize(1);
        return stage.listener.events(kind).get(0);
    }

    @Test
    void whoStoodInLineHasWaitedThoughNoTimeHasPassed() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        Doing<Void> waiter = Stage.start(() -> {
            pool.acquire().close();
            return null;
        });
        stage.ticker.awaitParked(1);
        stage.finish(waiter);
        assertThat(only("waited").duration()).isZero();
        pool.acquire().close();
        assertThat(stage.listener.count("acquired")).isEqualTo(2);
        assertThat(stage.listener.count("waited"))
                .as("the second stood in no line")
                .isOne();
    }

    @Test
    void whatIsOrderedAwayWhileItIsLeasedIsReturnedAndThenRetired() {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> lease = stage.acquire(pool);
        pool.retireAll();
        stage.ticker.advance(Duration.ofSeconds(3));
        lease.close();
        stage.runner.settle();
        assertThat(stage.listener.lines()).contains("returned #1", "retired #1 RETIRE_ALL");
        assertThat(only("returned").duration()).isEqualTo(Duration.ofSeconds(3));
    }

    private static void isOfThisThread(PoolEvent event, Duration atLeast) {
        assertThat(event.resource()).isOne();
        assertThat(event.duration()).isBetween(atLeast, atLeast.multipliedBy(2));
        HolderSnapshot holder = event.holder();
        assertThat(holder).isNotNull();
        assertThat(holder.thread()).isEqualTo(Thread.currentThread().getName());
        assertThat(holder.held()).isEqualTo(event.duration());
    }

    @Test
    void aLeasePastItsTermIsToldWithItsHolderAndForHowLongItWasHeld() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).leaseTerm(Duration.ofSeconds(60)));
        Lease<ScriptedResource> lease = stage.acquire(pool);
        stage.runner.pass(Duration.ofSeconds(90));
        isOfThisThread(only("revoked"), Duration.ofSeconds(60));
        lease.close();
    }

    @Test
    void aLeaseThatIsHeldForLongIsToldWithItsHolderAndForHowLongSoFar() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).leaseReportAfter(Duration.ofSeconds(60)));
        Lease<ScriptedResource> lease = stage.acquire(pool);
        stage.runner.pass(Duration.ofSeconds(90));
        isOfThisThread(only("overdue"), Duration.ofSeconds(60));
        lease.close();
    }

    @Test
    void aCloseThatHangsIsToldAsLostWithItsResourceAndTheNameOfWhatHangs() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).closeTimeout(Duration.ofSeconds(3)));
        Lease<ScriptedResource> lease = stage.acquire(pool);
        stage.factory.closes().hangDeaf();
        stage.factory.aborts().fail(new IOException("deaf"));
        lease.retire(new IOException("torn"));
        Stage.await("the close hangs", () -> {
            if (stage.runner.pending() > 0) {
                Thread started = stage.runner.startNext();
                Stage.await(
                        "it ends or hangs",
                        () -> !started.isAlive() || stage.factory.closes().hanging() == 1);
            }
            return stage.factory.closes().hanging() == 1;
        });
        stage.ticker.advance(Duration.ofSeconds(4));
        stage.runner.settle();
        PoolEvent lost = only("lost");
        assertThat(lost.resource()).isOne();
        assertThat(lost.duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(lost.cause())
                .isInstanceOf(TimeoutException.class)
                .hasMessage("a close of #1 hangs in the driver (io.leasehold.testkit.ScriptedResource)"
                        + " and is given up after 3.0 s");
    }
}
