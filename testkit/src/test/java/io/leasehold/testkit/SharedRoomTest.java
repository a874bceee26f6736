package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.CannotOpenException;
import io.leasehold.PoolFullException;
import io.leasehold.Retirement;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.Spread;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many there may be of all keys (P6), how room is made, and how a key is spread over several. */
class SharedRoomTest {

    private static final IOException WHY = new IOException("moved");

    private final SharedStage stage = new SharedStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void p6OpenOpeningRetiredAndClosingAllCount() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(2);
        Share<ScriptedSharedResource> retired = stage.acquire(pool, "a");
        pool.retire("a", Retirement.KEEP_HOLDERS, WHY);
        Doing<Share<ScriptedSharedResource>> next = stage.waiter(pool, "a");
        assertThat(pool.snapshot().taken()).isEqualTo(2);
        Doing<Share<ScriptedSharedResource>> other = stage.waiter(pool, "b");
        stage.finish(next);
        assertThat(other.isDone()).isFalse();
        stage.factory.closes().hang();
        retired.close();
        stage.runner.startNext();
        Stage.await("it closes", () -> {
            if (stage.runner.pending() > 0) {
                stage.runner.startNext();
            }
            return stage.factory.closes().hanging() == 1;
        });
        assertThat(other.isDone()).isFalse();
        assertThat(pool.snapshot().closing()).isOne();
        stage.factory.closes().release();
        assertThat(stage.finish(other).resource().key()).isEqualTo("b");
        assertThat(stage.factory.mostOpen()).isEqualTo(2);
    }

    @Test
    void p6ResourcesInTheirGraceGoFirstTheLongestIdleBefore() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(2);
        stage.acquire(pool, "old").close();
        stage.runner.pass(Duration.ofSeconds(5));
        stage.acquire(pool, "young").close();
        stage.runner.pass(Duration.ofSeconds(5));
        Doing<Share<ScriptedSharedResource>> third = stage.waiter(pool, "third");
        assertThat(stage.finish(third).resource().key()).isEqualTo("third");
        assertThat(stage.told).contains("retired old MADE_ROOM").doesNotContain("retired young MADE_ROOM");
        assertThat(stage.factory.mostOpen()).isEqualTo(2);
    }

    @Test
    void p5ALastReturnMakesRoomForWhoWaits() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(1);
        Share<ScriptedSharedResource> held = stage.acquire(pool, "a");
        Doing<Share<ScriptedSharedResource>> waiter = stage.waiter(pool, "b");
        stage.runner.settle();
        assertThat(waiter.isDone()).isFalse();
        held.close();
        assertThat(stage.finish(waiter).resource().key()).isEqualTo("b");
    }

    @Test
    void p5WhoWaitsForRoomGetsItFirstComeFirstServed() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(1);
        Share<ScriptedSharedResource> held = stage.acquire(pool, "a");
        List<Doing<Share<ScriptedSharedResource>>> waiters = new ArrayList<>();
        for (String key : List.of("b", "c", "d")) {
            waiters.add(stage.waiter(pool, key));
        }
        for (Doing<Share<ScriptedSharedResource>> waiter : waiters) {
            held.close();
            held = stage.finish(waiter);
        }
        assertThat(stage.factory.opened())
                .extracting(ScriptedSharedResource::key)
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void p8WhoWaitedInVainForRoomIsToldTheOldestGenerationsAndTheirHolders() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool =
                stage.pool(settings -> settings.maximumResources(2).acquireTimeout(Duration.ofSeconds(1)));
        stage.acquire(pool, "a");
        stage.runner.pass(Duration.ofSeconds(9));
        stage.acquire(pool, "b");
        Doing<Share<ScriptedSharedResource>> waiter = stage.waiter(pool, "c");
        stage.ticker.advance(Duration.ofSeconds(2));
        assertThat(waiter.failure())
                .isInstanceOf(PoolFullException.class)
                .hasMessageContaining("pool 'stage': full, no share of c within 1.0 s")
                .hasMessageContaining("2 of 2 taken: 2 shared")
                .hasMessageContaining("Oldest: a generation 1, 1 share, held longest by thread "
                        + Thread.currentThread().getName())
                .hasMessageContaining("; then b generation 1");
        assertThat(stage.told).contains("timedOut c: PoolFullException");
        stage.runner.settle();
        assertThat(pool.snapshot().waiting()).isZero();
        assertThat(stage.factory.openedCount()).isEqualTo(2);
    }

    @Test
    void p8AThreadThatWaitsForItselfIsToldSo() {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(1);
        stage.acquire(pool, "a");
        try {
            pool.acquire("b", Duration.ZERO);
            throw new AssertionError("it was granted");
        } catch (PoolFullException e) {
            assertThat(e).hasMessageContaining("This thread holds 1 share of this pool itself");
            assertThat(e.snapshot().leased()).isOne();
        }
    }

    @Test
    void p6ACloseThatHangsIsAbortedAndOneThatIsDeafIsLostAndCounted() {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(
                settings -> settings.maximumResources(1).grace(Duration.ZERO).closeTimeout(Duration.ofSeconds(1)));
        stage.factory.closes().hangDeaf();
        stage.factory.aborts().hangDeaf();
        stage.acquire(pool, "a").close();
        Stage.await("it is lost", () -> {
            if (stage.runner.pending() > 0) {
                stage.runner.startNext();
            }
            stage.ticker.advance(Duration.ofMillis(100));
            stage.runner.upkeep();
            return pool.snapshot().lost() == 1;
        });
        assertThat(pool.tryAcquire("a")).isEmpty();
        assertThat(stage.factory.opens().calls()).isOne();
        stage.factory.closes().release();
        stage.factory.aborts().release();
        Stage.await("it is found", () -> pool.snapshot().lost() == 0);
        assertThat(stage.acquire(pool, "a").resource().id()).isEqualTo(2);
        Stage.await("it was told", () -> stage.told.contains("lost a: TimeoutException"));
    }

    @Test
    void roundRobinGrowsFirstThenCycles() {
        SharedPool<String, ScriptedSharedResource> pool =
                stage.pool(settings -> settings.width(3).spread(Spread.ROUND_ROBIN));
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ids.add(stage.acquire(pool, "a").resource().id());
        }
        assertThat(ids.subList(0, 3)).containsExactly(1, 2, 3);
        assertThat(ids.subList(3, 6)).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(ids.subList(6, 9)).isEqualTo(ids.subList(3, 6));
    }

    @Test
    void threadAffineGivesAThreadTheSameOneAlways() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool =
                stage.pool(settings -> settings.width(4).spread(Spread.THREAD_AFFINE));
        int mine = stage.acquire(pool, "a").resource().id();
        Set<Integer> all = new HashSet<>();
        for (int i = 0; i < 32; i++) {
            Doing<List<Integer>> other = Stage.start(() -> List.of(
                    pool.acquire("a").resource().id(),
                    pool.acquire("a").resource().id()));
            List<Integer> ids = stage.finish(other);
            assertThat(ids.get(0)).isEqualTo(ids.get(1));
            all.add(ids.get(0));
        }
        assertThat(all).hasSizeGreaterThan(1);
        assertThat(pool.acquire("a").resource().id()).isEqualTo(mine);
    }

    @Test
    void leastLeasedTakesTheOneWithTheFewestHolders() {
        SharedPool<String, ScriptedSharedResource> pool =
                stage.pool(settings -> settings.width(2).spread(Spread.LEAST_LEASED));
        Share<ScriptedSharedResource> one = stage.acquire(pool, "a");
        Share<ScriptedSharedResource> two = stage.acquire(pool, "a");
        assertThat(two.resource()).isNotSameAs(one.resource());
        Share<ScriptedSharedResource> third = pool.acquire("a");
        Share<ScriptedSharedResource> fourth = pool.acquire("a");
        assertThat(third.resource()).isNotSameAs(fourth.resource());
        ScriptedSharedResource emptied = one.resource();
        one.close();
        (third.resource() == emptied ? third : fourth).close();
        assertThat(pool.acquire("a").resource()).isSameAs(emptied);
        assertThat(stage.factory.openedCount()).isEqualTo(2);
    }

    @Test
    void ifGrowingFailsAnotherThatIsHealthyIsGiven() {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(settings -> settings.width(2));
        Share<ScriptedSharedResource> one = stage.acquire(pool, "a");
        stage.factory.opens().fail(new IOException("no more"));
        assertThat(stage.acquire(pool, "a").resource()).isSameAs(one.resource());
    }

    @Test
    void ifThereIsNoRoomToGrowAnotherThatIsHealthyIsGivenAtOnceAndNobodyElsesIsClosed() {
        SharedPool<String, ScriptedSharedResource> pool =
                stage.pool(settings -> settings.maximumResources(2).width(2));
        stage.acquire(pool, "b").close();
        Share<ScriptedSharedResource> one = stage.acquire(pool, "a");
        assertThat(pool.acquire("a", Duration.ZERO).resource()).isSameAs(one.resource());
        stage.runner.settle();
        assertThat(stage.factory.openNow()).isEqualTo(2);
    }

    @Test
    void aDeadSlotIsReplacedAlone() {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(settings -> settings.width(2));
        Share<ScriptedSharedResource> one = stage.acquire(pool, "a");
        Share<ScriptedSharedResource> two = stage.acquire(pool, "a");
        one.retire(Retirement.KEEP_HOLDERS, WHY);
        stage.runner.runAll();
        assertThat(stage.acquire(pool, "a").resource().id()).isEqualTo(3);
        assertThat(two.resource().isClosed()).isFalse();
        assertThat(stage.factory.openNow()).isEqualTo(2);
    }

    @Test
    void aFailedOpenGivesItsRoomToTheNext() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(1);
        stage.factory.opens().fail(new IOException("refused"));
        Doing<Share<ScriptedSharedResource>> failing = stage.waiter(pool, "a");
        Doing<Share<ScriptedSharedResource>> next = stage.waiter(pool, "b");
        stage.runner.settle();
        assertThat(failing.failure()).isInstanceOf(CannotOpenException.class);
        assertThat(stage.finish(next).resource().key()).isEqualTo("b");
    }
}
