package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.PoolSnapshot.State;
import java.time.Duration;
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
}
