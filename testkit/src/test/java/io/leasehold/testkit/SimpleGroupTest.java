package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Lease;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolGroup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The face of a group of plain resources: what its short acts give, what it asks of the factory, and what may be a key. */
class SimpleGroupTest {

    private final GroupStage stage = new GroupStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.all().violations()).isEmpty();
    }

    @Test
    void aTryGivesWhatIsIdleAndElseHasOneOpenedForTheNext() {
        PoolGroup<String, ScriptedResource> group = stage.group(1);
        assertThat(group.tryAcquire("a")).as("nothing is open").isEmpty();
        stage.runner.settle();
        assertThat(group.tryAcquire("a")).hasValueSatisfying(lease -> {
            assertThat(lease.resource().id()).isOne();
            assertThat(group.tryAcquire("a")).as("the endpoint is full").isEmpty();
            assertThat(group.tryAcquire("b")).as("the group is full").isEmpty();
            lease.close();
        });
        group.close();
        assertThatThrownBy(() -> group.tryAcquire("a")).isInstanceOf(PoolClosedException.class);
    }

    @Test
    void itIsCalledByItsName() {
        PoolGroup<String, ScriptedResource> group = stage.group(settings -> settings.name("shards"));
        assertThat(group.name()).isEqualTo("shards");
        assertThat(group).hasToString("group 'shards'");
        assertThat(group.snapshot().name()).isEqualTo("shards");
    }

    @Test
    void aNegativeTimeoutIsRefused() {
        PoolGroup<String, ScriptedResource> group = stage.group(1);
        assertThatThrownBy(() -> group.acquire("a", Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatWasUsedIsResetOnItsReturnAndWhatWasNotIsNot() {
        PoolGroup<String, ScriptedResource> group = stage.group(2);
        try (Lease<ScriptedResource> unused = stage.acquire(group, "a")) {
            assertThat(unused).isNotNull();
        }
        assertThat(stage.factory.of("a").resets().calls()).isZero();
        try (Lease<ScriptedResource> used = stage.acquire(group, "a")) {
            assertThat(used.resource().id()).isOne();
        }
        assertThat(stage.factory.of("a").resets().calls()).isOne();
    }

    private enum Region {
        NORTH
    }

    private record Shard(Region region, int number) {}

    @Test
    void recordsEnumsClassesAndWhatHasItsOwnEqualsMayBeKeys() {
        PoolGroup<Object, Object> group = PoolGroup.<Object, Object>of(key -> new Object())
                .name("values")
                .ticker(stage.ticker)
                .runner(stage.runner)
                .build();
        List<Object> keys = List.of(new Shard(Region.NORTH, 1), Region.NORTH, String.class, Duration.ZERO, "text");
        for (Object key : keys) {
            group.tryAcquire(key);
        }
        assertThat(group.snapshot().endpoints()).hasSameSizeAs(keys);
        group.tryAcquire(new Shard(Region.NORTH, 1));
        assertThat(group.snapshot().endpoints()).hasSameSizeAs(keys);
        group.close();
    }

    @Test
    void aKeyMustBeGiven() {
        PoolGroup<String, ScriptedResource> group = stage.group(1);
        assertThatThrownBy(() -> group.acquire(null)).isInstanceOf(NullPointerException.class);
    }
}
