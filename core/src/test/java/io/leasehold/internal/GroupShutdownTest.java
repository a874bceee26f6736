package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.PoolGroup;
import io.leasehold.PoolSnapshot.State;
import io.leasehold.spi.SimpleGroupFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What an error that strikes on the way of a group's end leaves to be done is done all the same. */
class GroupShutdownTest {

    private final HeldGroup held = new HeldGroup(4, 2);
    private final ResourceLease<String> a = held.lease("a");
    private final ResourceLease<String> b = held.lease("b");

    private static void strike() {
        throw new OutOfMemoryError("made up");
    }

    private void assertAllIsOver() {
        assertThat(held.group.snapshot().state()).isEqualTo(State.CLOSED);
        assertThatThrownBy(a::resource).hasMessageContaining("the pool was closed");
        assertThatThrownBy(b::resource).hasMessageContaining("the pool was closed");
        held.runner.runAll();
        assertThat(held.closed).containsExactlyInAnyOrder("a#1", "b#1");
    }

    @Test
    void whatStrikesOneWhileItBeginsKeepsNoOtherFromItsEnd() {
        EnginePool<String, ?> poolA = held.pool("a");
        EnginePool<String, ?> poolB = held.pool("b");
        SeenError error = new SeenError();
        held.ticker.once(() -> poolA.shutdown.isClosing() != poolB.shutdown.isClosing(), () -> {
            throw error;
        });
        assertThat(held.group.drain(Duration.ZERO)).isFalse();
        assertThat(error.isLogged()).isTrue();
        assertAllIsOver();
    }

    /** Each has begun before the first is waited for, which the reading is of that follows the last one's beginning. */
    @Test
    void whatStrikesWhoWaitsForOneKeepsNoneFromItsEnd() {
        EnginePool<String, ?> poolA = held.pool("a");
        EnginePool<String, ?> poolB = held.pool("b");
        AtomicInteger readings = new AtomicInteger();
        held.ticker.once(
                () -> poolA.shutdown.isClosing() && poolB.shutdown.isClosing() && readings.getAndIncrement() == 1,
                GroupShutdownTest::strike);
        assertThatThrownBy(() -> held.group.drain(Duration.ZERO)).isInstanceOf(OutOfMemoryError.class);
        assertAllIsOver();
    }

    @Test
    void aGroupThatAnErrorKeepsFromBeingBuiltIsClosed() {
        HeldRunner runner = new HeldRunner();
        runner.whenRegistered = GroupShutdownTest::strike;
        SimpleGroupFactory<String, String> factory = key -> key;
        EngineGroup<String, String, ResourceLease<String>> unbuilt = new EngineGroup<>(
                PoolGroup.of(factory).maximumSize(2).maximumPerEndpoint(1).config(),
                new KeyedFactory<>(factory),
                new PoolSurroundings(new StillTicker(), runner, null, null));
        assertThatThrownBy(unbuilt::start).isInstanceOf(OutOfMemoryError.class);
        assertThat(unbuilt.snapshot().state()).isEqualTo(State.CLOSED);
    }

    /** In real time: who was not told would wait for eleven seconds, and hear that not all came back. */
    @Test
    void whoDrainsAsWellIsToldThoughAnErrorStrikesTheLastStepOfTheFirst() {
        a.close();
        b.close();
        held.runner.whenClosed = GroupShutdownTest::strike;
        assertThatThrownBy(() -> held.group.drain(Duration.ZERO)).isInstanceOf(OutOfMemoryError.class);
        assertThat(held.group.snapshot().state()).isEqualTo(State.CLOSED);
        assertThat(held.group.drain(Duration.ZERO)).isTrue();
    }

    /** Who drains first, and is kept from the last step of it. */
    private static Thread drainsAndNeverEnds(HeldGroup group, CountDownLatch mayEnd) {
        group.runner.whenClosed = () -> Patience.awaitUninterrupted(mayEnd);
        Thread first = new Thread(() -> group.group.drain(Duration.ZERO), "first");
        first.setDaemon(true);
        first.start();
        Patience.await("it hangs", () -> first.getState() == Thread.State.WAITING);
        return first;
    }

    @Test
    void whoDrainsAsWellAndWaitsInVainIsNotToldThatAllHasEnded() throws InterruptedException {
        HeldGroup hangs = new HeldGroup(
                settings -> settings.maximumSize(2).maximumPerEndpoint(1).closeTimeout(Duration.ofMillis(1)));
        CountDownLatch mayEnd = new CountDownLatch(1);
        Thread first = drainsAndNeverEnds(hangs, mayEnd);
        assertThat(hangs.group.drain(Duration.ZERO)).isFalse();
        Thread.currentThread().interrupt();
        assertThat(hangs.group.drain(Duration.ofDays(1))).isFalse();
        assertThat(Thread.interrupted()).as("its flag is kept").isTrue();
        mayEnd.countDown();
        first.join(60_000);
        assertThat(hangs.group.drain(Duration.ZERO)).isTrue();
    }
}
