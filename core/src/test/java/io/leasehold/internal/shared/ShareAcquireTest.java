package io.leasehold.internal.shared;

import static io.leasehold.internal.shared.ShareStage.resourceOf;
import static io.leasehold.internal.shared.Steps.MS;
import static io.leasehold.internal.shared.Steps.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.leasehold.CannotOpenException;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolFullException;
import io.leasehold.internal.shared.ShareStage.Held;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An acquire that finds nothing at once: what it waits for, what it is told, and what it takes instead. */
class ShareAcquireTest {

    private final IOException refused = new IOException("refused");

    private static ShareStage growing() {
        return new ShareStage(settings -> settings.maximumResources(2).width(2));
    }

    @Test
    void howLongEachStepTookIsTold() {
        ShareStage stage = new ShareStage(1);
        stage.steps.whileParked = () -> {
            stage.steps.advance(5 * MS);
            stage.steps.runAll();
        };
        Held waited = stage.pool.acquire("a", SECOND);
        Held atOnce = stage.pool.acquire("a", SECOND);
        stage.steps.advance(7 * MS);
        waited.giveBack();
        atOnce.giveBack();
        assertThat(stage.told)
                .containsExactly(
                        "opened a after 5 ms",
                        "waited a after 5 ms",
                        "acquired a after 5 ms",
                        "acquired a",
                        "returned a after 7 ms",
                        "returned a after 7 ms");
        assertThat(stage.steps.parked).isOne();
    }

    /** An error struck whoever buried it, before it was taken out. */
    @Test
    void p4AKeyThatIsBuriedAndStillThereKeepsNobodyForEver() {
        ShareStage stage = new ShareStage(1);
        KeyEntry<String, Object> dead = stage.pool.entry(new Key("a"));
        assertThat(dead.bury()).isTrue();
        Held held = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> stage.waited("a"));
        assertThat(held.isOver()).isFalse();
        assertThat(stage.pool.entry(new Key("a"))).isNotSameAs(dead);
    }

    @Test
    void atItsDeadlineAWaiterParksNoMoreAndIsToldHowLongItWaited() {
        ShareStage stage = new ShareStage(1);
        stage.share("a");
        stage.told.clear();
        stage.steps.whileParked = () -> stage.steps.advance(SECOND);
        PoolFullException full = catchThrowableOfType(PoolFullException.class, () -> stage.pool.acquire("b", SECOND));
        assertThat(full.waited()).isEqualTo(Duration.ofSeconds(1));
        assertThat(full).hasMessageStartingWith("pool 'stage': full, no share of b within 1.0 s; ");
        assertThat(stage.steps.parked).isOne();
        assertThat(stage.told).containsExactly("timedOut b after 1000 ms: " + full.getMessage());
        assertThat(stage.pool.snapshot().waiting()).isZero();
        assertThat(stage.pool.room.wanting()).isZero();
    }

    @Test
    void whoIsOutOfTimeWhileItOpensIsToldWhyTheLastOpenFailed() {
        ShareStage stage = new ShareStage(1);
        stage.openFailure = refused;
        assertThat(stage.tryOnce("a")).isNull();
        stage.steps.runAll();
        stage.steps.whileParked = () -> stage.steps.advance(SECOND);
        assertThatThrownBy(() -> stage.pool.acquire("a", SECOND))
                .isInstanceOf(CannotOpenException.class)
                .hasCause(refused)
                .hasMessageStartingWith("pool 'stage': still opening, no share of a within 1.0 s; ")
                .hasMessageEndingWith(". Last open failed 1.0 s ago: java.io.IOException: refused");
    }

    @Test
    void whoTriesOnceWhileThePoolClosesIsToldThatAndWhatItHadOpenedIsClosed() {
        ShareStage stage = new ShareStage(1);
        stage.withinCaller = stage.pool::close;
        assertThatThrownBy(() -> stage.pool.acquire("a", 0))
                .isInstanceOf(PoolClosedException.class)
                .hasMessage("pool 'stage' is closed and shares nothing any more; waited 0.0 ms");
        stage.steps.runAll();
        assertThat(stage.closes).isEqualTo(stage.opens);
        assertThat(stage.pool.snapshot().taken()).isZero();
    }

    @Test
    void p5WhoDiesWhileItWaitsLeavesTheLine() {
        ShareStage stage = new ShareStage(1);
        Held held = stage.share("a");
        stage.steps.whileParked = () -> {
            throw new StackOverflowError("its end");
        };
        assertThatThrownBy(() -> stage.pool.acquire("b", SECOND)).hasMessage("its end");
        assertThat(stage.pool.room.wanting()).isZero();
        held.giveBack();
        stage.steps.runAll();
        assertThat(stage.opens).isOne();
    }

    @Test
    void whoTriesOnceHasItGrowAndIsGivenWhatThereIs() {
        ShareStage stage = growing();
        Held first = stage.share("a");
        Held second = stage.tryOnce("a");
        assertThat(resourceOf(second)).isSameAs(resourceOf(first));
        assertThat(stage.pool.room.counts().opening()).isOne();
        assertThat(resourceOf(first).shares()).isEqualTo(2);
        stage.steps.runAll();
        assertThat(stage.pool.snapshot().resources()).hasSize(2);
    }

    @Test
    void whoIsOutOfTimeWhileItGrowsIsGivenWhatThereIs() {
        ShareStage stage = growing();
        Held first = stage.share("a");
        stage.steps.whileParked = () -> stage.steps.advance(SECOND);
        Held second = stage.pool.acquire("a", SECOND);
        assertThat(resourceOf(second)).isSameAs(resourceOf(first));
        assertThat(stage.pool.snapshot().waiting()).isZero();
        assertThat(stage.told).noneMatch(line -> line.startsWith("timedOut"));
    }

    @Test
    void whereGrowingFailsFastAnotherIsGivenAtOnce() {
        ShareStage stage =
                new ShareStage(settings -> settings.maximumResources(4).width(2).failFast(Duration.ofSeconds(2)));
        Held first = stage.share("a");
        stage.openFailure = refused;
        assertThat(resourceOf(stage.waited("a"))).isSameAs(resourceOf(first));
        assertThat(stage.steps.parked).isOne();
        assertThat(resourceOf(stage.waited("a"))).isSameAs(resourceOf(first));
        assertThat(stage.steps.parked).as("it did not wait").isOne();
        assertThat(stage.opens).isEqualTo(2);
    }

    @Test
    void everyAcquireHasTheSharesItWasGivenAndNoMore() {
        ShareStage stage = new ShareStage(1);
        Held waited = stage.waited("a");
        Held other = stage.waited("a");
        assertThat(resourceOf(waited).shares()).isEqualTo(2);
        waited.giveBack();
        other.giveBack();
        assertThat(resourceOf(waited).shares()).isZero();
    }
}
