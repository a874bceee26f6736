package io.leasehold.internal.shared;

import static io.leasehold.internal.shared.ShareStage.resourceOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Retirement;
import io.leasehold.internal.shared.ShareStage.Held;
import io.leasehold.spi.LeaseChild;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What was made from a share ends with it, step by step, once, and whoever waits for that goes on. */
class ChildrenEndTest {

    private final ShareStage stage =
            new ShareStage(settings -> settings.maximumResources(4).closeTimeout(Duration.ofHours(1)));
    private final List<String> ended = new ArrayList<>();

    private LeaseChild child(String name) {
        return new LeaseChild() {
            @Override
            protected void endWithLease() {
                ended.add(name);
            }
        };
    }

    @Test
    void theShareIsGivenBackInTheStepThatEndsTheLast() {
        Held held = stage.share("a");
        held.makes(child("first"));
        held.makes(child("last"));
        held.giveBack();
        stage.steps.runNext();
        assertThat(ended).containsExactly("last");
        assertThat(resourceOf(held).shares()).isOne();
        stage.steps.runNext();
        assertThat(ended).containsExactly("last", "first");
        assertThat(resourceOf(held).shares()).isZero();
    }

    @Test
    void whatItsHolderHasEndedMeanwhileIsNotEnded() {
        Held held = stage.share("a");
        LeaseChild child = child("its holder's");
        held.makes(child);
        held.giveBack();
        held.unmakes(child);
        stage.steps.runAll();
        assertThat(ended).isEmpty();
        assertThat(resourceOf(held).shares()).isZero();
        assertThat(stage.told).noneMatch(line -> line.startsWith("childFailed"));
    }

    @Test
    void whatIsMadeInACallThatOutlivesItsShareIsEndedWhenThatLeaves() {
        Held held = stage.share("a");
        assertThat(held.enters()).isTrue();
        held.giveBack();
        assertThat(held.makes(child("late"))).isTrue();
        held.leaves();
        stage.steps.runAll();
        assertThat(ended).containsExactly("late");
    }

    @Test
    void whatIsMadeInACallOfARevokedShareIsItsMakersToEnd() {
        Held held = stage.share("a");
        assertThat(held.enters()).isTrue();
        stage.pool.retire("a", Retirement.revokeAfter(Duration.ZERO), new IOException("gone"));
        assertThat(held.makes(child("late"))).isFalse();
        held.leaves();
        stage.steps.runAll();
        assertThat(ended).isEmpty();
    }

    /** Whoever was to release it is slow, and was taken for dead. */
    private Thread slowReleaser(Held held) {
        held.makes(child("only"));
        ShareAccess.get().revoke(held);
        stage.pool.ending().releaseSoon(held);
        stage.steps.runAll();
        stage.steps.byItself = true;
        Thread slow = new Thread(() -> stage.pool.ending().release(held), "slow");
        slow.setDaemon(true);
        slow.start();
        await(() -> slow.getState() == Thread.State.TIMED_WAITING || !slow.isAlive());
        assertThat(slow.isAlive()).as("it waits").isTrue();
        return slow;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(100_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void whoMeetsAnotherThatHasEndedThemWaitsNoLonger() {
        Held held = stage.share("a");
        Thread slow = slowReleaser(held);
        stage.steps.runAll();
        await(() -> !slow.isAlive());
        assertThat(ended).containsExactly("only");
        assertThat(resourceOf(held).shares()).isZero();
    }

    @Test
    void whoMeetsAnotherThatHasEndedThemAndIsGivenUpWaitsNoLonger() {
        Held held = stage.share("a");
        Thread slow = slowReleaser(held);
        stage.outlast(stage.pool.config.closeTimeout());
        await(() -> !slow.isAlive());
        assertThat(stage.told).noneMatch(line -> line.startsWith("childFailed"));
    }
}
