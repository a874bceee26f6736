package io.leasehold.internal.shared;

import static io.leasehold.internal.shared.ShareStage.byAnother;
import static io.leasehold.internal.shared.ShareStage.resourceOf;
import static io.leasehold.internal.shared.Steps.MS;
import static io.leasehold.internal.shared.Steps.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leasehold.OpenFailure;
import io.leasehold.RetireReason;
import io.leasehold.Retirement;
import io.leasehold.internal.shared.ShareStage.Held;
import io.leasehold.internal.shared.ShareStage.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a key has: its slots, what is retired of it, what was waited for, and what failed. */
class KeyEntryTest {

    private final IOException refused = new IOException("refused");

    private ShareStage stage = new ShareStage(8);

    private boolean retire() {
        return stage.pool.retire("a", Retirement.KEEP_HOLDERS, refused);
    }

    /** One that fails to open. */
    private void fail(String key, Exception why) {
        stage.openFailure = why;
        assertThat(stage.tryOnce(key)).isNull();
        stage.steps.runAll();
        stage.openFailure = null;
    }

    @Test
    void whoHasAnEntryThatWasBuriedIsToLookAgain() {
        KeyEntry<String, Object> entry = new KeyEntry<>(stage.pool, new Key("a"));
        assertThat(entry.bury()).isTrue();
        assertThat(entry.find(null)).isNull();
        assertThat(entry.bury()).as("whoever asks is to take it out").isTrue();
    }

    @Test
    void thoseWhoWaitAreTakenOnceToBeTold() {
        Waiting waiting = stage.arrives("a");
        KeyEntry<String, Object> entry = waiting.opening().entry;
        assertThat(entry.takeWaiters(waiting.opening())).containsExactly(waiting.waiter());
        assertThat(entry.takeWaiters(waiting.opening())).isEmpty();
    }

    @Test
    void nothingIsKeptOfAKeyThatHasNothingAnyMore() {
        stage.idle("a");
        assertThat(retire()).isTrue();
        stage.steps.runAll();
        assertThat(stage.pool.entries).isEmpty();
        stage.arrives("a");
        assertThat(retire()).isTrue();
        assertThat(stage.pool.entries).isEmpty();
    }

    @Test
    void aKeyOfWhichAllIsRetiredHasNothingToRetire() {
        stage.share("a");
        assertThat(retire()).isTrue();
        assertThat(retire()).isFalse();
    }

    @Test
    void whatIsBeingClosedIsNoRetiredGeneration() {
        Held first = stage.share("a");
        retire();
        stage.share("a");
        retire();
        stage.share("a");
        first.giveBack();
        assertThat(retire()).isTrue();
    }

    @Test
    void eachSlotHasItsOwnRetiredGenerations() {
        stage = new ShareStage(settings -> settings.maximumResources(8).width(2));
        for (int i = 0; i < 2; i++) {
            stage.waited("a");
            stage.waited("a");
            assertThat(retire()).isTrue();
        }
        assertThat(stage.pool.snapshot().retired()).isEqualTo(4);
        stage.waited("a");
        assertThatThrownBy(this::retire).hasMessageContaining("2 retired generations");
    }

    @Test
    void aRetirementThatIsRefusedChangesNothing() {
        stage = new ShareStage(settings -> settings.maximumResources(8).width(2));
        for (int i = 0; i < 2; i++) {
            stage.waited("a");
            stage.waited("a");
            retire();
        }
        Held first = stage.waited("a");
        Held second = stage.waited("a");
        (resourceOf(first).slot == 0 ? first : second).giveBack();
        assertThatThrownBy(this::retire).isInstanceOf(IllegalStateException.class);
        stage.steps.runAll();
        assertThat(resourceOf(first).isOpen()).isTrue();
        assertThat(resourceOf(second).isOpen()).isTrue();
        assertThat(stage.closes).isZero();
        byAnother(
                () -> assertThat(stage.tryOnce("a")).as("nobody holds the lock").isNotNull());
    }

    @Test
    void aRetirementThatIsRefusedDropsNoOpen() {
        stage = new ShareStage(settings -> settings.maximumResources(8).width(2));
        for (int i = 0; i < 2; i++) {
            stage.waited("a");
            stage.waited("a");
            retire();
        }
        stage.waited("a");
        Waiting waiting = stage.arrives("a");
        assertThatThrownBy(this::retire).isInstanceOf(IllegalStateException.class);
        stage.steps.runAll();
        assertThat(waiting.isGranted()).isTrue();
    }

    @Test
    void whatEndsItsGraceOrLosesItsHoldersHoldsUpNoOtherThread() {
        Held held = stage.share("a");
        stage.idle("b");
        stage.pool.retire("a", Retirement.revokeAfter(Duration.ZERO), refused);
        stage.pool.closing.closeIdle(stage.idle("c"), RetireReason.IDLE);
        stage.steps.runAll();
        stage.steps.upkeep();
        assertThat(held.isOver()).isTrue();
        byAnother(() -> {
            assertThat(stage.tryOnce("a")).isNull();
            assertThat(stage.tryOnce("b")).isNotNull();
            assertThat(stage.pool.snapshot().waiting()).isZero();
        });
    }

    @Test
    void onceTheFailFastWindowIsOverOneIsOpenedAnew() {
        stage = new ShareStage(settings -> settings.failFast(Duration.ofSeconds(2)));
        fail("a", refused);
        stage.steps.advance(2 * SECOND - 1);
        assertThat(catchThrowable(() -> stage.pool.acquire("a", 0)))
                .hasCause(refused)
                .hasMessageContaining("failing fast for 2.0 s");
        stage.steps.runAll();
        assertThat(stage.opens).isOne();
        stage.steps.advance(1);
        assertThat(stage.share("a")).isNotNull();
    }

    @Test
    void aFailureIsForgottenAtTheEndOfItsWindow() {
        stage = new ShareStage(settings -> settings.failFast(Duration.ofSeconds(2)));
        fail("a", refused);
        stage.steps.advance(500 * MS);
        assertThat(stage.steps.upkeep()).isEqualTo(1_500 * MS);
        assertThat(stage.pool.snapshot().lastOpenFailure()).isNotNull();
        stage.steps.advance(1_500 * MS);
        assertThat(stage.steps.upkeep()).as("nothing is left to do").isEqualTo(30 * SECOND);
        assertThat(stage.pool.snapshot().lastOpenFailure()).isNull();
        assertThat(stage.pool.entries).isEmpty();
        assertThat(stage.steps.upkeep()).isEqualTo(30 * SECOND);
    }

    @Test
    void failuresAreCountedUntilOneSucceeds() {
        fail("a", new IOException("the first"));
        stage.steps.advance(SECOND);
        fail("a", refused);
        stage.steps.advance(3 * SECOND);
        OpenFailure failure = Objects.requireNonNull(stage.pool.snapshot().lastOpenFailure());
        assertThat(failure.cause()).isSameAs(refused);
        assertThat(failure.count()).isEqualTo(2);
        assertThat(failure.age()).isEqualTo(Duration.ofSeconds(3));
        stage.share("a");
        assertThat(stage.pool.snapshot().lastOpenFailure()).isNull();
    }

    @Test
    void ofAllKeysTheLastFailureIsTold() {
        stage.share("good");
        fail("z", new IOException("the first"));
        stage.steps.advance(SECOND);
        fail("a", refused);
        stage.steps.advance(SECOND);
        fail("m", new IOException("the last"));
        assertThat(stage.pool.snapshot().lastOpenFailure().cause()).hasMessage("the last");
    }

    @Test
    void theFailureOfWhatWasRetiredMeanwhileIsNobodys() {
        stage.openFailure = refused;
        stage.arrives("a");
        assertThat(retire()).isTrue();
        stage.steps.runAll();
        assertThat(stage.pool.snapshot().lastOpenFailure()).isNull();
        stage.openFailure = null;
        assertThat(stage.share("a")).isNotNull();
    }
}
