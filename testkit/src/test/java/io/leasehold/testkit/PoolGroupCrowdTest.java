package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.PoolGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class PoolGroupCrowdTest {

    private static final int MAXIMUM = 3;

    @Test
    void howeverManyEndpointsAreUsedTheGroupKeepsItsBoundAndEverybodyIsServed() throws Exception {
        ScriptedGroupFactory<Integer> factory = new ScriptedGroupFactory<>();
        try (PoolGroup<Integer, ScriptedResource> group = PoolGroup.<Integer, ScriptedResource>of(factory)
                .name("crowd")
                .maximumSize(MAXIMUM)
                .maximumPerEndpoint(2)
                .build()) {
            List<Doing<Integer>> all = new ArrayList<>();
            for (int thread = 0; thread < 12; thread++) {
                all.add(Stage.start(() -> use(group)));
            }
            for (Doing<Integer> one : all) {
                assertThat(one.get()).isEqualTo(300);
            }
            assertThat(factory.all().mostOpen()).isLessThanOrEqualTo(MAXIMUM);
            assertThat(factory.all().violations()).isEmpty();
        }
        assertThat(factory.all().openNow()).isZero();
    }

    @Test
    void nobodySleepsWhileAnotherEndpointHasAnIdleResource() throws Exception {
        ScriptedGroupFactory<Integer> factory = new ScriptedGroupFactory<>();
        try (PoolGroup<Integer, ScriptedResource> group = PoolGroup.<Integer, ScriptedResource>of(factory)
                .name("one")
                .maximumSize(1)
                .maximumPerEndpoint(1)
                .build()) {
            for (int round = 0; round < 300; round++) {
                int key = round;
                Lease<ScriptedResource> held = group.acquire(key % 2, Duration.ofSeconds(15));
                Doing<Integer> waiter = Stage.start(() -> {
                    try (Lease<ScriptedResource> lease = group.acquire(2 + key % 2, Duration.ofSeconds(15))) {
                        return lease.resource().id();
                    }
                });
                for (int spin = ThreadLocalRandom.current().nextInt(2000); spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                held.close();
                assertThat(waiter.get()).isPositive();
            }
        }
    }

    private static int use(PoolGroup<Integer, ScriptedResource> group) throws Exception {
        int served = 0;
        for (int i = 0; i < 300; i++) {
            int key = ThreadLocalRandom.current().nextInt(6);
            try (Lease<ScriptedResource> lease = group.acquire(key, Duration.ofSeconds(15))) {
                lease.resource().use();
                served++;
            }
        }
        return served;
    }
}
