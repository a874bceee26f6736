package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Endpoint;
import io.leasehold.InvalidConfigException;
import io.leasehold.Lease;
import io.leasehold.LeaseEndedException;
import io.leasehold.Pool;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolGroup;
import io.leasehold.PoolGroupConfig;
import io.leasehold.PoolSnapshot;
import io.leasehold.spi.CallerContext;
import io.leasehold.spi.HandleGroup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolGroupActsTest {

    private final GroupStage stage = new GroupStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.all().violations()).isEmpty();
    }

    @Test
    void anEndpointThatHasNothingOpenForLongIsForgottenAndComesBackWithItsNextAcquire() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(
                settings -> settings.forgetAfter(Duration.ofMinutes(1)).idleTimeout(Duration.ofSeconds(10)));
        stage.fill(group, "a");
        stage.runner.pass(Duration.ofSeconds(30));
        assertThat(group.snapshot().endpoints())
                .as("its resource went, it did not")
                .hasSize(1);
        stage.runner.pass(Duration.ofSeconds(90));
        assertThat(group.snapshot().endpoints()).isEmpty();
        assertThat(stage.runner.registered())
                .as("the group's own upkeep alone is left")
                .isOne();
        stage.acquire(group, "a").close();
        assertThat(group.snapshot().endpoints()).hasSize(1);
    }

    @Test
    void anEndpointThatIsInUseIsNotForgotten() throws Exception {
        PoolGroup<String, ScriptedResource> group =
                stage.group(settings -> settings.forgetAfter(Duration.ofSeconds(10)));
        Lease<ScriptedResource> held = stage.acquire(group, "a");
        stage.fill(group, "b");
        stage.runner.pass(Duration.ofMinutes(2));
        assertThat(group.snapshot().endpoints()).hasSize(2);
        held.resource().use();
        held.close();
    }

    @Test
    void retiringAnEndpointTouchesNoOther() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        stage.fill(group, "a", "b");
        Lease<ScriptedResource> leased = stage.acquire(group, "a");
        group.retire("a");
        group.retire("never used");
        stage.runner.settle();
        leased.resource().use();
        leased.close();
        stage.runner.settle();
        assertThat(stage.factory.all().opened())
                .extracting(ScriptedResource::isClosed)
                .containsExactly(true, false);
        assertThat(stage.acquire(group, "a").resource().id()).isEqualTo(3);
        assertThat(group.snapshot().endpoints()).hasSize(2);
    }

    @Test
    void retiringAllTouchesEveryEndpoint() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        stage.fill(group, "a", "b");
        group.retireAll();
        stage.runner.settle();
        assertThat(stage.factory.all().openNow()).isZero();
    }

    @Test
    void aDrainTellsThoseWhoWaitAtOnceWaitsForWhatIsOutAndRevokesTheRest() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(2);
        Lease<ScriptedResource> comesBack = stage.acquire(group, "a");
        Lease<ScriptedResource> stays = stage.acquire(group, "b");
        Doing<Lease<ScriptedResource>> waiter = stage.start(group, "c");
        Doing<Boolean> drain = Stage.start(() -> group.drain(Duration.ofSeconds(5)));
        assertThat(waiter.failure()).isInstanceOf(PoolClosedException.class);
        assertThat(group.snapshot().state()).isEqualTo(PoolSnapshot.State.DRAINING);
        comesBack.close();
        stage.ticker.awaitParked(1);
        stage.ticker.advance(Duration.ofSeconds(5));
        assertThat(drain.get()).isFalse();
        assertThatThrownBy(stays::resource).isInstanceOf(LeaseEndedException.class);
        assertThatThrownBy(() -> group.acquire("d"))
                .isInstanceOf(PoolClosedException.class)
                .hasMessageContaining("group 'stage' is closed");
        assertThat(stage.runner.registered()).isZero();
    }

    @Test
    void aStreamIsTheLeaseOfItsEndpoint() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(2);
        stage.fill(group, "a");
        try (Stream<Integer> ids =
                group.stream("a", resource -> List.of(1, 2, 3).iterator())) {
            assertThat(group.snapshot().leased()).isOne();
            assertThat(ids.toList()).containsExactly(1, 2, 3);
        }
        assertThat(group.snapshot().idle()).isOne();
    }

    @Test
    void anAdaptersOwnHandlesAreLentByAGroupAsWell() throws Exception {
        PoolGroupConfig config = PoolGroup.<String, ScriptedResource>of(stage.factory)
                .name("handles")
                .maximumSize(2)
                .maximumPerEndpoint(1)
                .config();
        try (HandleGroup<String, ScriptedResource, ScriptedHandle> group =
                HandleGroup.open(config, stage.factory, null, stage.ticker, stage.runner)) {
            ScriptedHandle handle = Stage.whileStepping(stage.runner, () -> group.acquire("alice@db1"));
            handle.close();
            assertThat(group.acquire("alice@db1", 0)).isNotSameAs(handle);
            assertThat(stage.factory.all().openedCount()).isOne();
        }
    }

    @Test
    void whatIsWrongIsRefusedAllAtOnceWithTheAllowedRanges() {
        assertThatThrownBy(() -> PoolGroup.<String, ScriptedResource>of(stage.factory)
                        .name("wrong")
                        .maximumSize(0)
                        .maximumPerEndpoint(20_000)
                        .minimumPerEndpoint(-1)
                        .failFast(Duration.ofMillis(-1))
                        .failFastLongest(Duration.ofDays(1))
                        .forgetAfter(Duration.ofDays(2))
                        .openTimeout(Duration.ZERO)
                        .build())
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("group 'wrong': settings refused")
                .hasMessageContaining("maximumSize = 0: must be")
                .hasMessageContaining("maximumPerEndpoint = 20000: must be 1 to 10000")
                .hasMessageContaining("minimumPerEndpoint = -1")
                .hasMessageContaining("failFast")
                .hasMessageContaining("failFastLongest")
                .hasMessageContaining("forgetAfter")
                .hasMessageContaining("openTimeout");
    }

    @Test
    void aKeyThatIsNoValueIsRefusedByTheNameOfItsClass() {
        try (PoolGroup<Object, Object> group = PoolGroup.<Object, Object>of(key -> new Object())
                .name("identities")
                .build()) {
            assertThatThrownBy(() -> group.acquire(new byte[] {1}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("byte[]");
            assertThatThrownBy(() -> group.acquire(new Object()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("java.lang.Object")
                    .hasMessageContaining("compared by identity");
            assertThat(group.snapshot().endpoints()).isEmpty();
        }
    }

    @Test
    void settingsThatHaveNoMeaningForEndpointsAreRefused() {
        assertThatThrownBy(() -> new PoolGroupConfig(
                        Pool.of(Object::new).config(), 100, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("initializationFailTimeout");
    }

    @Test
    void anOpenRunsAsTheCallerAndTheWorkerHasNothingOfItAfterwards() throws Exception {
        ThreadLocal<String> identity = new ThreadLocal<>();
        List<String> openedAs = new CopyOnWriteArrayList<>();
        stage.factory.taking(() -> as(identity, identity.get()));
        stage.factory.of("a").opens().run(() -> openedAs.add(identity.get())).always();
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        Doing<Lease<ScriptedResource>> alice = Stage.start(() -> {
            identity.set("alice");
            return group.acquire("a");
        });
        Stage.await("it waits", () -> stage.ticker.parked() == 1);
        stage.runner.settle();
        assertThat(identity.get()).as("on the worker, which is this thread").isNull();
        alice.get();
        assertThat(openedAs).containsExactly("alice");
    }

    private static CallerContext as(ThreadLocal<String> identity, String name) {
        return new CallerContext() {
            @Override
            public <T> T call(Callable<T> task) throws Exception {
                identity.set(name);
                try {
                    return task.call();
                } finally {
                    identity.remove();
                }
            }
        };
    }

    @Test
    void aSnapshotTellsEachEndpointAndTheSums() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        Lease<ScriptedResource> held = stage.acquire(group, "alice@db1/orders");
        stage.fill(group, "bob@db2");
        assertThat(group.snapshot().taken()).isEqualTo(2);
        assertThat(group.snapshot().leased()).isOne();
        assertThat(group.snapshot().idle()).isOne();
        assertThat(group.snapshot().endpoints())
                .extracting(one -> one.pool().name())
                .containsExactlyInAnyOrder("stage/alice@db1 (orders)", "stage/bob@db2");
        assertThat(new Endpoint("db1", "alice", "orders")).hasToString("alice@db1 (orders)");
        held.close();
    }
}
