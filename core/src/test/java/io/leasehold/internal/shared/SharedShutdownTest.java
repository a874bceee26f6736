package io.leasehold.internal.shared;

import static io.leasehold.internal.shared.ShareStage.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.PoolSnapshot.State;
import io.leasehold.SharedPool;
import io.leasehold.internal.SeenError;
import io.leasehold.internal.shared.ShareStage.Held;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Who drains is woken by what it waits for, and not by whoever looks the next time: no upkeep runs here and no time passes. */
class SharedShutdownTest {

    /** For much longer than a thread that need not park is kept from running; seen to its end only where this fails. */
    private static final long SLEEP = TimeUnit.SECONDS.toNanos(10);

    private final ShareStage stage = new ShareStage(2);

    /** Parks as the one who drains, which does not happen if it was woken before. */
    private void parkWoken() {
        long before = System.nanoTime();
        LockSupport.parkNanos(this, SLEEP);
        assertThat(System.nanoTime() - before).as("it was woken").isLessThan(SLEEP);
    }

    @Test
    void everyReturnWakesWhoDrainsAndTheLastEndsTheWaitThoughNothingIsClosedYet() {
        Iterator<Held> out = List.of(stage.share("a"), stage.share("b")).iterator();
        stage.steps.whileParked = () -> {
            out.next().giveBack();
            parkWoken();
        };
        assertThat(stage.pool.drain(Duration.ofDays(1))).isTrue();
        assertThat(stage.steps.parked).isEqualTo(2);
        assertThat(stage.closes).isZero();
    }

    private static void strike() {
        throw new OutOfMemoryError("made up");
    }

    /** All were told that the pool was closed, and nothing is open any more. */
    private void assertAllIsOver(Held... shares) {
        assertThat(stage.pool.shutdown.state()).isEqualTo(State.CLOSED);
        assertThat(shares).allSatisfy(held -> {
            assertThat(held.isOver()).isTrue();
            assertThat(held.text()).contains("the pool was closed");
        });
        stage.steps.runAll();
        assertThat(stage.closes).isEqualTo(stage.opens);
        assertThat(stage.pool.resources).isEmpty();
    }

    @Test
    void p5ADrainThatAnErrorStrikesRevokesAndClosesAllTheSame() {
        Held held = stage.share("a");
        stage.steps.whileParked = SharedShutdownTest::strike;
        assertThatThrownBy(() -> stage.pool.drain(Duration.ofDays(1))).isInstanceOf(OutOfMemoryError.class);
        assertAllIsOver(held);
    }

    private SeenError strikesOnceWoken() {
        SeenError error = new SeenError();
        stage.steps.whileWoken = once(() -> {
            throw error;
        });
        return error;
    }

    @Test
    void p5WhatStrikesTheRevocationOfOneShareKeepsNoOtherFromItsEnd() {
        Held one = stage.share("a");
        Held other = stage.share("b");
        SeenError error = strikesOnceWoken();
        assertThat(stage.pool.drain(Duration.ZERO)).isFalse();
        assertThat(error.isLogged()).isTrue();
        assertAllIsOver(one, other);
    }

    @Test
    void p5APoolThatAnErrorKeepsFromBeingBuiltIsClosed() {
        Steps steps = new Steps();
        steps.whileRegistered = SharedShutdownTest::strike;
        SharedEngine<String, Object, ResourceShare<Object>> unbuilt = new SharedEngine<>(
                SharedPool.of((String key) -> new Object()).maximumResources(1).config(),
                new PlainFactory<>(key -> new Object()),
                new SharedSurroundings(steps, steps, null, null));
        assertThatThrownBy(unbuilt::start).isInstanceOf(OutOfMemoryError.class);
        assertThat(unbuilt.shutdown.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void p5WhatStrikesTheEndOfOneKeyKeepsNoOtherFromItsEnd() {
        stage.idle("a");
        stage.idle("b");
        SeenError error = strikesOnceWoken();
        stage.pool.close();
        assertThat(error.isLogged()).isTrue();
        assertAllIsOver();
    }
}
