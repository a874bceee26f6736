package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolGroup;
import io.leasehold.PoolSnapshot;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.SimpleResourceFactory;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** P5: a log that throws between two steps keeps nobody from taking the second. */
class P5BrokenLogTest {

    private final Stage stage = new Stage();
    private final GroupStage groups = new GroupStage();
    private final SharedStage shares = new SharedStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        groups.close();
        shares.close();
        assertThat(stage.factory.violations()).isEmpty();
        assertThat(groups.factory.all().violations()).isEmpty();
        assertThat(shares.factory.violations()).isEmpty();
    }

    @Test
    void aLeaseWhoseRevocationCannotBeLoggedLeavesItsPlaceToOthers() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).leaseTerm(Duration.ofMinutes(1)));
        Lease<ScriptedResource> forgotten = stage.acquire(pool);
        try (BrokenLog log = new BrokenLog("is revoked, since")) {
            stage.runner.pass(Duration.ofMinutes(2));
            assertThat(log.met()).isPositive();
        }
        assertThat(pool.snapshot().leased()).isZero();
        assertThat(stage.factory.openNow()).isZero();
        assertThatThrownBy(forgotten::resource).hasMessageContaining("was revoked");
        stage.acquire(pool).close();
    }

    @Test
    void aPoolOfWhichNothingCanBeLoggedCloses() {
        Pool<ScriptedResource> pool = stage.pool(3);
        stage.fill(pool, 3);
        Lease<ScriptedResource> one = stage.acquire(pool);
        Lease<ScriptedResource> other = stage.acquire(pool);
        try (BrokenLog log = new BrokenLog("stage")) {
            pool.close();
            assertThat(log.met()).isPositive();
        }
        assertThat(pool.snapshot().state()).isEqualTo(PoolSnapshot.State.CLOSED);
        stage.runner.runAll();
        assertThat(stage.factory.openNow()).isZero();
        assertThatThrownBy(one::resource).hasMessageContaining("the pool was closed");
        assertThatThrownBy(other::resource).hasMessageContaining("the pool was closed");
    }

    @Test
    void aGroupOfWhichNothingCanBeLoggedCloses() throws Exception {
        PoolGroup<String, ScriptedResource> group = groups.group(4);
        Lease<ScriptedResource> a = groups.acquire(group, "a");
        Lease<ScriptedResource> b = groups.acquire(group, "b");
        try (BrokenLog log = new BrokenLog("stage")) {
            group.close();
            assertThat(log.met()).isPositive();
        }
        assertThat(group.snapshot().state()).isEqualTo(PoolSnapshot.State.CLOSED);
        groups.runner.runAll();
        assertThat(groups.factory.all().openNow()).isZero();
        assertThatThrownBy(a::resource).hasMessageContaining("the pool was closed");
        assertThatThrownBy(b::resource).hasMessageContaining("the pool was closed");
        assertThat(Stage.start(() -> group.drain(Duration.ZERO)).get())
                .as("it was revoked")
                .isFalse();
    }

    @Test
    void anOpenThatFailedCostsNoPlaceThoughItCannotBeLoggedThatNobodyKnowsWhatThatMeans() throws Exception {
        ScriptedFactory factory = stage.factory;
        SimpleResourceFactory<ScriptedResource> mute = new SimpleResourceFactory<>() {
            @Override
            public ScriptedResource open() throws Exception {
                return factory.open();
            }

            @Override
            public OpenRefusal refusal(Throwable failure) {
                throw new IllegalStateException("what is this?");
            }
        };
        factory.opens().fail(new IOException("refused"));
        try (BrokenLog log = new BrokenLog("the factory could not say");
                Pool<ScriptedResource> pool = Pool.of(mute)
                        .maximumSize(1)
                        .ticker(stage.ticker)
                        .runner(stage.runner)
                        .build()) {
            Doing<Lease<ScriptedResource>> waiter = Stage.start(pool::acquire);
            Stage.await("it has its lease, or none", () -> {
                stage.runner.pass(Duration.ofMillis(20));
                return waiter.isDone();
            });
            assertThat(waiter.get().resource().id()).isOne();
            assertThat(log.met()).isOne();
        }
    }

    @Test
    void aSharedResourceOfWhichItCannotBeLoggedThatItIsClosedLeavesItsRoomToWhoWaits() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool = shares.pool(1);
        Share<ScriptedSharedResource> share = shares.acquire(pool, "a");
        Doing<Share<ScriptedSharedResource>> waiter = shares.waiter(pool, "b");
        try (BrokenLog log = new BrokenLog("of a is closed")) {
            share.close();
            shares.runner.settle();
            assertThat(log.met()).isOne();
        }
        assertThat(shares.factory.opens().calls()).isEqualTo(2);
        shares.finish(waiter).close();
    }

    @Test
    void anAbandonedShareIsTakenBackThoughItCannotBeLoggedThatItWasAbandoned() {
        SharedPool<String, ScriptedSharedResource> pool =
                shares.pool(settings -> settings.abandonedAfter(Duration.ofSeconds(30))
                        .grace(Duration.ZERO)
                        .reclaimAbandoned(true));
        shares.acquire(pool, "a");
        try (BrokenLog log = new BrokenLog("was abandoned")) {
            Stage.await("it is taken back", () -> {
                System.gc();
                shares.runner.pass(Duration.ofSeconds(31));
                return pool.snapshot().taken() == 0;
            });
            assertThat(log.met()).isOne();
        }
        assertThat(shares.factory.openNow()).isZero();
    }

    @Test
    void aSharedPoolOfWhichNothingCanBeLoggedCloses() {
        SharedPool<String, ScriptedSharedResource> pool = shares.pool(2);
        Share<ScriptedSharedResource> a = shares.acquire(pool, "a");
        Share<ScriptedSharedResource> b = shares.acquire(pool, "b");
        try (BrokenLog log = new BrokenLog("stage")) {
            pool.close();
            shares.runner.runAll();
            assertThat(log.met()).isPositive();
        }
        assertThat(pool.snapshot().state()).isEqualTo(PoolSnapshot.State.CLOSED);
        assertThat(shares.factory.openNow()).isZero();
        assertThatThrownBy(a::resource).hasMessageContaining("the pool was closed");
        assertThatThrownBy(b::resource).hasMessageContaining("the pool was closed");
    }
}
