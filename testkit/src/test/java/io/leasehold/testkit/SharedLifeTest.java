package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseEndedException;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.SharedResourceSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** P1 as a shared pool reads it: a resource is closed exactly once, after its last share, never under one. */
class SharedLifeTest {

    private final SharedStage stage = new SharedStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void p1EqualKeysShareAndOthersDoNot() {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(4);
        Share<ScriptedSharedResource> one = stage.acquire(pool, "a");
        Share<ScriptedSharedResource> two = stage.acquire(pool, new StringBuilder("a").toString());
        Share<ScriptedSharedResource> other = stage.acquire(pool, "b");
        assertThat(two.resource()).isSameAs(one.resource());
        assertThat(other.resource()).isNotSameAs(one.resource());
    }

    @Test
    void p1ASecondReturnDoesNothing() {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(4);
        Share<ScriptedSharedResource> one = stage.acquire(pool, "a");
        Share<ScriptedSharedResource> two = stage.acquire(pool, "a");
        for (int i = 0; i < 3; i++) {
            one.close();
        }
        assertThat(pool.snapshot().shares()).isOne();
        stage.runner.pass(SharedStage.GRACE.multipliedBy(3));
        assertThat(two.resource().isClosed()).isFalse();
    }

    @Test
    void p1TheResourceIsClosedOnceAGraceAfterTheLastReturn() {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(4);
        Share<ScriptedSharedResource> one = stage.acquire(pool, "a");
        Share<ScriptedSharedResource> two = stage.acquire(pool, "a");
        ScriptedSharedResource resource = one.resource();
        one.close();
        stage.runner.pass(SharedStage.GRACE.multipliedBy(2));
        assertThat(resource.isClosed()).isFalse();
        two.close();
        stage.runner.pass(SharedStage.GRACE.minusSeconds(1));
        assertThat(resource.isClosed()).isFalse();
        stage.runner.pass(Duration.ofSeconds(2));
        assertThat(resource.isClosed()).isTrue();
        assertThat(stage.factory.closes().calls()).isOne();
        assertThat(stage.told).contains("retired a IDLE", "closed a IDLE");
    }

    @Test
    void p1TheGraceCountsFromTheLastReturnAndNotFromTheLastAcquire() {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(4);
        Share<ScriptedSharedResource> share = stage.acquire(pool, "a");
        stage.runner.pass(SharedStage.GRACE.multipliedBy(10));
        ScriptedSharedResource resource = share.resource();
        share.close();
        stage.runner.pass(SharedStage.GRACE.minusSeconds(1));
        assertThat(resource.isClosed()).isFalse();
    }

    @Test
    void p1AnAcquireInTheGraceRevivesAndItsReturnBeginsAWholeGraceAnew() {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(4);
        Share<ScriptedSharedResource> share = stage.acquire(pool, "a");
        ScriptedSharedResource resource = share.resource();
        for (int i = 0; i < 4; i++) {
            share.close();
            assertThat(pool.snapshot().inGrace()).isOne();
            stage.runner.pass(SharedStage.GRACE.minusSeconds(1));
            share = pool.acquire("a", Duration.ZERO);
            assertThat(share.resource()).isSameAs(resource);
        }
        assertThat(stage.factory.openedCount()).isOne();
    }

    @Test
    void p1OnceItIsClosingAnAcquireOpensAnewWithoutWaitingForTheOldClose() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(4);
        stage.factory.closes().hang();
        stage.acquire(pool, "a").close();
        stage.runner.upkeepUntil(
                () -> stage.runner.pending() > 0 || pool.snapshot().closing() > 0, Duration.ofMillis(1));
        stage.ticker.advance(SharedStage.GRACE);
        stage.runner.upkeep();
        stage.ticker.advance(SharedStage.GRACE);
        stage.runner.upkeep();
        while (stage.factory.closes().hanging() == 0) {
            stage.runner.startNext();
            Stage.await(
                    "it runs",
                    () -> stage.runner.pending() > 0 || stage.factory.closes().hanging() == 1);
        }
        Doing<Share<ScriptedSharedResource>> next = Stage.start(() -> pool.acquire("a"));
        Share<ScriptedSharedResource> share = stage.finish(next);
        assertThat(share.resource().id()).isEqualTo(2);
        assertThat(pool.snapshot().closing()).isOne();
        assertThat(pool.snapshot().taken()).isEqualTo(2);
    }

    @Test
    void p1AGraceOfZeroClosesAtTheLastReturn() {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(settings -> settings.grace(Duration.ZERO));
        Share<ScriptedSharedResource> share = stage.acquire(pool, "a");
        ScriptedSharedResource resource = share.resource();
        share.close();
        stage.runner.runAll();
        assertThat(resource.isClosed()).isTrue();
    }

    @Test
    void p1NothingThatHasAShareIsClosedByIdlenessSizeOrAge() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool =
                stage.pool(settings -> settings.maximumResources(1).acquireTimeout(Duration.ofSeconds(5)));
        Share<ScriptedSharedResource> share = stage.acquire(pool, "a");
        Doing<Share<ScriptedSharedResource>> other = stage.waiter(pool, "b");
        stage.runner.pass(Duration.ofDays(1));
        assertThat(other.failure()).hasMessageContaining("full");
        assertThat(share.resource().isClosed()).isFalse();
    }

    @Test
    void p1SharesOfManyThreadsAreCountedExactly() throws Exception {
        try (SharedPool<String, ScriptedSharedResource> pool = SharedPool.of(stage.factory)
                .name("many")
                .maximumResources(3)
                .grace(Duration.ofMillis(1))
                .build()) {
            List<Doing<Void>> all = new ArrayList<>();
            AtomicReference<String> wrong = new AtomicReference<>();
            for (int i = 0; i < 8; i++) {
                all.add(Stage.start(() -> {
                    for (int j = 0; j < 1_000; j++) {
                        String key = "k" + ThreadLocalRandom.current().nextInt(2);
                        Share<ScriptedSharedResource> share = pool.acquire(key);
                        share.resource().use(() -> {
                            if (!share.resource().key().equals(key)) {
                                wrong.set("a share of another key");
                            }
                            return null;
                        });
                        share.close();
                        share.close();
                    }
                    return null;
                }));
            }
            for (Doing<Void> one : all) {
                one.get();
            }
            assertThat(wrong.get()).isNull();
            assertThat(pool.snapshot().shares()).isZero();
        }
        assertThat(stage.factory.mostOpen()).isLessThanOrEqualTo(3);
    }

    @Test
    void p1AKeyThatChangesAfterwardsLosesNothing() {
        ScriptedSharedFactory<List<String>> lists = new ScriptedSharedFactory<>();
        SharedPool<List<String>, ScriptedSharedResource> pool = SharedPool.of(lists)
                .name("lists")
                .maximumResources(2)
                .grace(Duration.ZERO)
                .ticker(stage.ticker)
                .runner(stage.runner)
                .build();
        List<String> key = new ArrayList<>(List.of("a"));
        Share<ScriptedSharedResource> share = stage.stepping(() -> pool.acquire(key));
        key.add("changed");
        share.close();
        stage.runner.settle();
        assertThat(lists.openNow()).isZero();
        assertThat(pool.snapshot().taken()).isZero();
        assertThat(pool.toString()).contains("lists");
        pool.close();
    }

    /** Two that mean the same, and are compared by identity. */
    private static final class Identity {}

    @Test
    void aKeyThatIsNoValueIsRefusedByTheNameOfItsClassAndNothingIsOpened() {
        ScriptedSharedFactory<Object> objects = new ScriptedSharedFactory<>();
        try (SharedPool<Object, ScriptedSharedResource> pool = SharedPool.of(objects)
                .name("objects")
                .maximumResources(2)
                .ticker(stage.ticker)
                .runner(stage.runner)
                .build()) {
            for (Object key : List.of(new Identity(), new String[] {"a"})) {
                assertThatThrownBy(() -> pool.acquire(key))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(key.getClass().getTypeName())
                        .hasMessageContaining("compared by identity");
            }
            assertThatThrownBy(() -> pool.acquire(null)).hasMessageContaining("key");
            stage.runner.settle();
            assertThat(objects.openedCount()).isZero();
            assertThat(pool.snapshot().taken()).isZero();
            stage.stepping(() -> pool.acquire(String.class)).close();
            stage.stepping(() -> pool.acquire(Duration.ZERO)).close();
        }
    }

    @Test
    void p2AnEndedShareGivesNothingAndItsErrorSaysHowWhenAndByWhom() {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(4);
        Share<ScriptedSharedResource> share = stage.acquire(pool, "a");
        share.close();
        assertThatThrownBy(share::resource)
                .isInstanceOf(LeaseEndedException.class)
                .hasMessageContaining("pool 'stage': this share of a was returned")
                .hasMessageContaining(
                        "by its holder, thread " + Thread.currentThread().getName())
                .hasMessageContaining("it was acquired at")
                .hasMessageContaining("SharedStage");
    }

    @Test
    void whatIsHeldIsKnownAlways() {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(4);
        List<Share<ScriptedSharedResource>> shares = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            shares.add(stage.factory.openedCount() == 0 ? stage.acquire(pool, "a") : pool.acquire("a"));
        }
        SharedResourceSnapshot resource = pool.snapshot().resources().get(0);
        assertThat(resource.holders()).hasSize(200);
        assertThat(resource.state()).isEqualTo(SharedResourceSnapshot.State.SHARED);
        shares.subList(0, 150).forEach(Share::close);
        assertThat(pool.snapshot().resources().get(0).holders()).hasSize(50);
        assertThat(pool.snapshot().asPool().holders()).hasSize(50);
    }
}
