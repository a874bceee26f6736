package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.AcquireInterruptedException;
import io.leasehold.Lease;
import io.leasehold.PoolFullException;
import io.leasehold.PoolGroup;
import io.leasehold.PoolSnapshot;
import io.leasehold.RetireReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolGroupRoomTest {

    private final GroupStage stage = new GroupStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.all().violations()).isEmpty();
    }

    @Test
    void eachEndpointHasItsOwnResourcesAndALimitOfItsOwn() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        Lease<ScriptedResource> alices = stage.acquire(group, "alice@db1");
        Lease<ScriptedResource> bobs = stage.acquire(group, "bob@db1");
        assertThat(alices.resource()).isNotSameAs(bobs.resource());
        Lease<ScriptedResource> second = stage.acquire(group, "alice@db1");
        assertThatThrownBy(() -> group.acquire("alice@db1", Duration.ZERO)).isInstanceOf(PoolFullException.class);
        alices.close();
        try (Lease<ScriptedResource> again = group.acquire("alice@db1", Duration.ZERO)) {
            assertThat(again.resource().id()).isEqualTo(1);
        }
        second.close();
        bobs.close();
    }

    @Test
    void whatIsOpenOpeningOrClosingInAllEndpointsNeverExceedsTheGroupsMaximum() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(2);
        stage.fill(group, "a", "b");
        stage.factory.of("a").closes().hang();
        Doing<Lease<ScriptedResource>> waiter = stage.start(group, "c");
        stage.startUntilHanging(stage.factory.of("a").closes());
        stage.runner.settle();
        assertThat(group.snapshot().taken()).isEqualTo(2);
        assertThat(stage.opens("c")).isZero();
        stage.factory.of("a").closes().release();
        stage.finish(waiter);
        assertThat(stage.factory.all().mostOpen()).isEqualTo(2);
    }

    @Test
    void anotherEndpointsIdleResourceIsClosedAndTheNewOneOpenedOnWorkers() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(1);
        stage.fill(group, "a");
        Doing<Lease<ScriptedResource>> waiter = stage.start(group, "b");
        assertThat(stage.factory.all().openNow())
                .as("nothing is closed on the acquirer's thread")
                .isOne();
        stage.finish(waiter);
        assertThat(stage.factory.all().opened()).first().matches(ScriptedResource::isClosed);
        assertThat(stage.listener.events("retired"))
                .extracting(event -> event.reason())
                .contains(RetireReason.MADE_ROOM);
    }

    @Test
    void whatHasBeenIdleLongestMakesRoom() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(3);
        stage.fill(group, "a", "b", "c");
        stage.ticker.advance(Duration.ofSeconds(1));
        stage.fill(group, "a");
        stage.ticker.advance(Duration.ofSeconds(1));
        stage.fill(group, "b");
        stage.acquire(group, "d").close();
        assertThat(stage.factory.all().opened().get(2).isClosed()).isTrue();
        assertThat(stage.factory.all().openNow()).isEqualTo(3);
    }

    @Test
    void theTimeOfTheCloseCountsAgainstTheAcquirersDeadline() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(1);
        stage.fill(group, "a");
        stage.factory.of("a").closes().hang();
        Doing<Lease<ScriptedResource>> waiter = stage.start(group, "b", Duration.ofSeconds(1));
        stage.startUntilHanging(stage.factory.of("a").closes());
        stage.ticker.advance(Duration.ofSeconds(1));
        assertThat(waiter.failure())
                .isInstanceOf(PoolFullException.class)
                .hasMessageContaining("the group is full, no lease within 1.0 s")
                .hasMessageContaining("in the whole group 1 of 1 open");
        stage.factory.of("a").closes().release();
    }

    @Test
    void whoWaitsForRoomIsServedInTheOrderOfArrivalOverAllEndpoints() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(1);
        Lease<ScriptedResource> held = stage.acquire(group, "a");
        List<String> order = new CopyOnWriteArrayList<>();
        List<Doing<Void>> waiters = new ArrayList<>();
        for (String key : List.of("c", "b", "e", "d")) {
            waiters.add(waiterThatReturns(group, key, order));
            stage.ticker.advance(Duration.ofMillis(1));
        }
        assertThat(group.snapshot().waitingForRoom()).isEqualTo(4);
        held.close();
        for (Doing<Void> waiter : waiters) {
            stage.finish(waiter);
        }
        assertThat(order).containsExactly("c", "b", "e", "d");
    }

    @Test
    void anyReturnAnywhereWakesTheLine() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(3);
        List<Lease<ScriptedResource>> held =
                List.of(stage.acquire(group, "a"), stage.acquire(group, "b"), stage.acquire(group, "c"));
        for (int i = 0; i < 3; i++) {
            Doing<Lease<ScriptedResource>> waiter = stage.start(group, "other" + i);
            held.get(2 - i).close();
            stage.finish(waiter);
        }
    }

    @Test
    void whatIsRetiredOrDiesAnywhereMakesRoomForTheLine() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(1);
        Lease<ScriptedResource> held = stage.acquire(group, "a");
        Doing<Lease<ScriptedResource>> waiter = stage.start(group, "b");
        held.retire(new IOException("broken"));
        stage.finish(waiter);
    }

    @Test
    void anOpenThatFailsElsewhereLeavesItsRoomToTheLine() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(1);
        stage.factory.of("a").opens().fail(new IOException("no"));
        Doing<Lease<ScriptedResource>> first = stage.start(group, "a");
        Doing<Lease<ScriptedResource>> second = stage.start(group, "b");
        stage.failure(first);
        stage.finish(second);
    }

    @Test
    void whoHasLeftIsServedNoMoreAndNothingIsClosedForIt() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(1);
        Lease<ScriptedResource> held = stage.acquire(group, "a");
        Doing<Lease<ScriptedResource>> timedOut = stage.start(group, "b", Duration.ofSeconds(1));
        Doing<Lease<ScriptedResource>> interrupted = stage.start(group, "c");
        stage.ticker.advance(Duration.ofSeconds(1));
        assertThat(timedOut.failure()).isInstanceOf(PoolFullException.class);
        interrupted.thread.interrupt();
        assertThat(interrupted.failure()).isInstanceOf(AcquireInterruptedException.class);
        assertThat(group.snapshot().waitingForRoom()).isZero();
        held.close();
        stage.runner.settle();
        assertThat(group.snapshot().idle()).isOne();
        assertThat(stage.factory.all().openNow()).isOne();
    }

    @Test
    void aPlaceThatComesBackServesItsOwnEndpointUnlessAnotherHasWaitedLong() throws Exception {
        assertThat(servedInOrder(Duration.ofMillis(50))).containsExactly("a", "b");
    }

    @Test
    void whoWaitsElsewhereForLongIsServedBeforeWhoCameLaterForTheOwnEndpoint() throws Exception {
        assertThat(servedInOrder(Duration.ofMillis(200))).containsExactly("b", "a");
    }

    /** What comes back is a's; b came first, and has waited for so long. */
    private List<String> servedInOrder(Duration waited) throws Exception {
        PoolGroup<String, ScriptedResource> group =
                stage.group(settings -> settings.maximumSize(1).maximumPerEndpoint(1));
        List<String> served = new CopyOnWriteArrayList<>();
        Lease<ScriptedResource> held = stage.acquire(group, "a");
        Doing<Void> elsewhere = waiterThatReturns(group, "b", served);
        stage.ticker.advance(waited);
        Doing<Void> own = waiterThatReturns(group, "a", served);
        held.close();
        stage.finish(elsewhere);
        stage.finish(own);
        return served;
    }

    private Doing<Void> waiterThatReturns(PoolGroup<String, ScriptedResource> group, String key, List<String> served) {
        int before = stage.ticker.parked();
        Doing<Void> doing = Stage.start(() -> {
            try (Lease<ScriptedResource> lease = group.acquire(key)) {
                served.add(key);
            }
            return null;
        });
        Stage.await("it waits", () -> stage.ticker.parked() > before);
        return doing;
    }

    @Test
    void minimumSizesAreKeptWhileThereIsRoomAndNotAtTheCostOfOthers() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(
                settings -> settings.maximumSize(3).maximumPerEndpoint(3).minimumPerEndpoint(2));
        stage.fill(group, "a");
        stage.runner.pass(Duration.ofSeconds(1));
        assertThat(poolOf(group, "a").idle()).isEqualTo(2);
        stage.fill(group, "b");
        stage.runner.pass(Duration.ofSeconds(5));
        assertThat(poolOf(group, "a").idle() + poolOf(group, "b").idle()).isEqualTo(3);
        assertThat(group.snapshot().waitingForRoom()).isZero();
        List<Lease<ScriptedResource>> leases = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            leases.add(stage.acquire(group, "c"));
        }
        stage.runner.pass(Duration.ofSeconds(5));
        assertThat(poolOf(group, "a").total()).isZero();
        leases.forEach(Lease::close);
    }

    private static PoolSnapshot poolOf(PoolGroup<String, ScriptedResource> group, String key) {
        return group.snapshot().endpoints().stream()
                .filter(one -> one.endpoint().address().equals(key))
                .findFirst()
                .orElseThrow()
                .pool();
    }

    @Test
    void aThreadThatHoldsALeaseOfAnyEndpointAndWaitsForTheGroupIsToldSo() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(1);
        Lease<ScriptedResource> held = stage.acquire(group, "a");
        assertThatThrownBy(() -> group.acquire("b", Duration.ZERO))
                .hasMessageContaining("This thread holds 1 lease of this group itself")
                .hasMessageContaining("it may be waiting for itself")
                .hasMessageContaining("Held longest in the group: thread "
                        + Thread.currentThread().getName());
        Doing<Lease<ScriptedResource>> stranger = stage.start(group, "b", Duration.ZERO);
        assertThat(stage.failure(stranger)).hasMessageNotContaining("itself");
        held.close();
    }

    @Test
    void asManyAsMayBeOpenMayBeLostAndNothingIsOpenedBeyondThat() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(settings -> settings.maximumSize(2)
                .maximumPerEndpoint(1)
                .openTimeout(Duration.ofSeconds(1))
                .failFast(Duration.ZERO));
        for (String key : List.of("a", "b")) {
            stage.factory.of(key).opens().hangDeaf();
            Doing<Lease<ScriptedResource>> waiter = stage.start(group, key, Duration.ofMillis(1500));
            stage.startUntilHanging(stage.factory.of(key).opens());
            stage.ticker.advance(Duration.ofMillis(1500));
            stage.runner.upkeep();
            waiter.failure();
        }
        assertThat(group.snapshot().lost()).isEqualTo(2);
        Doing<Lease<ScriptedResource>> waiter = stage.start(group, "c");
        stage.runner.settle();
        assertThat(stage.opens("c")).isZero();
        stage.factory.of("a").opens().release();
        stage.finish(waiter);
        stage.factory.of("b").opens().release();
    }
}
