package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.CannotOpenException;
import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class P6BoundedTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void whatIsOpenNeverExceedsTheMaximum() throws Exception {
        ScriptedFactory factory = new ScriptedFactory();
        AtomicBoolean stop = new AtomicBoolean();
        try (Pool<ScriptedResource> pool =
                Pool.of(factory).name("p6").maximumSize(3).build()) {
            List<Doing<Void>> actors = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                actors.add(Stage.start(() -> {
                    while (!stop.get()) {
                        pool.acquire().retire(new IOException("broken"));
                    }
                    return null;
                }));
            }
            long start = System.nanoTime();
            while (System.nanoTime() - start < Duration.ofMillis(800).toNanos()) {
                PoolSnapshot now = pool.snapshot();
                assertThat(now.total() + now.opening()).isLessThanOrEqualTo(now.maximum());
                assertThat(now.idle() + now.leased() + now.checking() + now.closing())
                        .isEqualTo(now.total());
            }
            stop.set(true);
            for (Doing<Void> actor : actors) {
                actor.get();
            }
        }
        assertThat(factory.mostOpen()).isLessThanOrEqualTo(3);
    }

    @Test
    void opensRunInParallelAndNoMoreThanMaximumOpeningAtATime() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(8).maximumOpening(3));
        stage.factory.opens().hang().always();
        for (int i = 0; i < 8; i++) {
            Stage.start(() -> pool.acquire());
        }
        stage.ticker.awaitParked(8);
        assertThat(pool.snapshot().opening()).isEqualTo(3);
        startAllPending();
        stage.factory.opens().awaitHanging(3);
        stage.factory.opens().clear();
        stage.factory.opens().release();
        Stage.await("all are served", () -> {
            stage.runner.settle();
            return pool.snapshot().leased() == 8;
        });
        assertThat(stage.factory.mostOpening()).isEqualTo(3);
    }

    @Test
    void aPoolThatWasSmallForAWhileOpensAsManyAtATimeAsWasSet() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(8).maximumOpening(3));
        pool.resize(0, 1);
        pool.resize(0, 8);
        for (int i = 0; i < 8; i++) {
            Stage.start(() -> pool.acquire());
        }
        stage.ticker.awaitParked(8);
        assertThat(pool.snapshot().opening()).isEqualTo(3);
        Stage.await("all are served", () -> {
            stage.runner.settle();
            return pool.snapshot().leased() == 8;
        });
    }

    @Test
    void anOpenThatHangsIsGivenUpAndCountedAsLostAndItsPlaceIsFree() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).openTimeout(Duration.ofSeconds(10)));
        stage.factory.opens().hangDeaf();
        Doing<Lease<ScriptedResource>> waiter = Stage.start(pool::acquire);
        stage.ticker.awaitParked(1);
        stage.runner.startNext();
        stage.factory.opens().awaitHanging(1);
        stage.runner.upkeep();
        stage.ticker.advance(Duration.ofSeconds(11));
        stage.runner.settle();
        assertThat(pool.snapshot().lost()).isOne();
        assertThat(pool.snapshot().lastOpenFailure().cause()).isInstanceOf(TimeoutException.class);
        assertThat(stage.listener.count("lost")).isOne();
        assertThat(pool.snapshot().opening()).isZero();
        assertThat(waiter.isDone()).as("as many are lost as there may be").isFalse();
        stage.factory.opens().release();
        Stage.await(
                "the late one is closed",
                () -> stage.factory.openNow() == 0 && pool.snapshot().lost() == 0);
        stage.runner.pass(Duration.ofSeconds(3));
        assertThat(waiter.get().resource().id()).isEqualTo(2);
    }

    @Test
    void whatAGivenUpOpenYieldsLateIsClosedAtOnce() {
        Pool<ScriptedResource> pool = poolWhoseOpenIsGivenUp();
        stage.factory.opens().release();
        Stage.await(
                "the late one is closed",
                () -> stage.factory.openedCount() > 0
                        && stage.factory.opened().get(0).isClosed()
                        && pool.snapshot().lost() == 0);
    }

    @Test
    void whatAGivenUpOpenYieldsLateStopsCountingThoughItsCloseFailsAndThatIsLogged() {
        try (LogLines log = new LogLines()) {
            Pool<ScriptedResource> pool = poolWhoseOpenIsGivenUp();
            stage.factory.closes().fail(new IOException("torn"));
            stage.factory.opens().release();
            Stage.await(
                    "it stops counting",
                    () -> stage.factory.closes().calls() == 1 && pool.snapshot().lost() == 0);
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("DEBUG stage: a close failed")
                            .contains("torn"));
        }
    }

    private Pool<ScriptedResource> poolWhoseOpenIsGivenUp() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(2).openTimeout(Duration.ofSeconds(10)));
        stage.factory.opens().hangDeaf();
        Stage.start(() -> pool.acquire());
        stage.ticker.awaitParked(1);
        stage.runner.startNext();
        stage.factory.opens().awaitHanging(1);
        stage.ticker.advance(Duration.ofSeconds(11));
        stage.runner.settle();
        assertThat(pool.snapshot().lost()).isOne();
        return pool;
    }

    @Test
    void aCloseThatHangsIsAbortedAndIfThatHangsTooItIsLost() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).closeTimeout(Duration.ofSeconds(5)));
        Lease<ScriptedResource> lease = stage.acquire(pool);
        stage.factory.closes().hangDeaf();
        stage.factory.aborts().hangDeaf();
        lease.retire(new IOException("broken"));
        startAllPending();
        stage.factory.closes().awaitHanging(1);
        stage.ticker.advance(Duration.ofSeconds(6));
        stage.runner.upkeep();
        startAllPending();
        stage.factory.aborts().awaitHanging(1);
        assertThat(pool.snapshot().closing()).isOne();
        stage.ticker.advance(Duration.ofSeconds(6));
        stage.runner.upkeep();
        assertThat(pool.snapshot().lost()).isOne();
        assertThat(pool.snapshot().closing()).isZero();
        stage.factory.aborts().release();
        Stage.await("it stops counting", () -> pool.snapshot().lost() == 0);
        stage.factory.closes().release();
        stage.runner.settle();
        assertThat(stage.factory.openNow()).isZero();
    }

    @Test
    void beyondAMaximumOfLostOnesNothingIsOpenedAndAcquiresSayCannotOpen() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(2).openTimeout(Duration.ofSeconds(10)));
        stage.factory.opens().hangDeaf().always();
        Doing<Lease<ScriptedResource>> waiter = Stage.start(() -> pool.acquire(Duration.ofMinutes(10)));
        stage.ticker.awaitParked(1);
        for (int i = 0; i < 60; i++) {
            startAllPending();
            stage.factory
                    .opens()
                    .awaitHanging(pool.snapshot().lost() + pool.snapshot().opening());
            stage.ticker.advance(Duration.ofSeconds(4));
            stage.runner.upkeep();
        }
        assertThat(pool.snapshot().lost()).isEqualTo(2);
        assertThat(stage.factory.opens().calls()).isEqualTo(2);
        stage.ticker.advance(Duration.ofMinutes(10));
        assertThat(waiter.failure()).isInstanceOf(CannotOpenException.class).hasMessageContaining("2 lost");
    }

    @Test
    void oneStuckPoolDoesNotHoldUpAnother() {
        ScriptedFactory stuck = new ScriptedFactory();
        stuck.opens().hangDeaf().always();
        ScriptedFactory good = new ScriptedFactory();
        try (Pool<ScriptedResource> one = Pool.of(stuck)
                        .name("stuck")
                        .initializationFailTimeout(Duration.ofMillis(-1))
                        .minimumSize(8)
                        .build();
                Pool<ScriptedResource> other = Pool.of(good).name("good").build()) {
            stuck.opens().awaitHanging(8);
            for (int i = 0; i < 10; i++) {
                other.acquire(Duration.ofSeconds(5)).retire(new IOException("broken"));
            }
            assertThatThrownBy(() -> one.acquire(Duration.ofMillis(50))).isInstanceOf(CannotOpenException.class);
            stuck.opens().clear();
            stuck.opens().release();
        }
    }

    private void startAllPending() {
        while (stage.runner.pending() > 0) {
            stage.runner.startNext();
        }
    }
}
