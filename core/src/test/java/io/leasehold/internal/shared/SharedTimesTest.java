package io.leasehold.internal.shared;

import static io.leasehold.internal.shared.ShareStage.resourceOf;
import static io.leasehold.internal.shared.Steps.MS;
import static io.leasehold.internal.shared.Steps.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Retirement;
import io.leasehold.internal.shared.ShareStage.Held;
import io.leasehold.internal.shared.ShareStage.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is due by time is done when it is due, neither sooner nor later, and upkeep says when it next wants to look. */
class SharedTimesTest {

    private static final long RARELY = 30 * SECOND;

    private final IOException why = new IOException("moved");

    private static Retirement revoking(long seconds) {
        return Retirement.revokeAfter(Duration.ofSeconds(seconds));
    }

    @Test
    void aPoolThatHasNothingIsLookedAtRarely() {
        ShareStage stage = new ShareStage(1);
        assertThat(stage.steps.upkeep()).isEqualTo(RARELY);
    }

    @Test
    void aGraceEndsWhenItIsOverAndNotBefore() {
        ShareStage stage = new ShareStage(settings -> settings.grace(Duration.ofSeconds(4)));
        Held held = stage.share("a");
        assertThat(stage.steps.upkeep()).as("an eighth of the grace").isEqualTo(500 * MS);
        held.giveBack();
        assertThat(stage.steps.upkeep()).isEqualTo(500 * MS);
        stage.steps.advance(3_800 * MS);
        assertThat(stage.steps.upkeep()).isEqualTo(200 * MS);
        stage.steps.advance(200 * MS - 1);
        assertThat(stage.steps.upkeep()).isEqualTo(1);
        stage.steps.runAll();
        assertThat(stage.closes).isZero();
        stage.steps.advance(1);
        assertThat(stage.steps.upkeep())
                .as("the next look for orphans, 10 s after the last")
                .isEqualTo(6 * SECOND);
        stage.steps.runAll();
        assertThat(stage.closes).isOne();
        assertThat(stage.told).contains("retired a IDLE", "closed a IDLE");
    }

    @Test
    void aShortGraceIsLookedAtEveryTenMillisecondsAndALongOneEverySecond() {
        ShareStage brief = new ShareStage(settings -> settings.grace(Duration.ofMillis(40)));
        brief.idle("a");
        assertThat(brief.steps.upkeep()).isEqualTo(10 * MS);
        ShareStage lasting = new ShareStage(settings -> settings.grace(Duration.ofDays(1)));
        lasting.idle("a");
        assertThat(lasting.steps.upkeep()).isEqualTo(SECOND);
    }

    @Test
    void whoHoldsWhatIsRetiredIsRevokedWhenItIsTime() {
        ShareStage stage = new ShareStage(4);
        Held held = stage.share("a");
        stage.steps.upkeep();
        stage.steps.woken = 0;
        stage.pool.retire("a", revoking(4), why);
        assertThat(stage.steps.woken).isOne();
        assertThat(stage.steps.upkeep()).isEqualTo(4 * SECOND);
        stage.steps.advance(4 * SECOND - 1);
        assertThat(stage.steps.upkeep()).isEqualTo(1);
        assertThat(held.isOver()).isFalse();
        stage.steps.advance(1);
        assertThat(stage.steps.upkeep()).as("the next look for orphans").isEqualTo(6 * SECOND);
        assertThat(held.isOver()).isTrue();
        stage.steps.runAll();
        assertThat(stage.told).contains("revoked a REVOKED after 4000 ms");
    }

    @Test
    void aLaterRevocationGivesNobodyMoreTimeAndAnEarlierOneLess() {
        ShareStage stage = new ShareStage(4);
        Held held = stage.share("a");
        stage.pool.retire("a", revoking(5), why);
        stage.pool.retire("a", revoking(8), why);
        assertThat(stage.steps.upkeep()).isEqualTo(5 * SECOND);
        stage.pool.retire("a", revoking(2), why);
        assertThat(stage.steps.upkeep()).isEqualTo(2 * SECOND);
        stage.steps.advance(2 * SECOND);
        stage.steps.upkeep();
        assertThat(held.isOver()).isTrue();
    }

    @Test
    void aRetirementWithRevocationLimitsThoseWhoHoldWhatWasRetiredBefore() {
        ShareStage stage = new ShareStage(4);
        Held old = stage.share("a");
        stage.pool.retire("a", Retirement.KEEP_HOLDERS, why);
        Held young = stage.share("a");
        stage.pool.retire("a", revoking(0), why);
        assertThat(old.isOver()).isTrue();
        assertThat(young.isOver()).isTrue();
    }

    @Test
    void aRevocationEndsNoShareOfAnotherKey() {
        ShareStage stage = new ShareStage(4);
        Held other = stage.share("b");
        Held revoked = stage.share("a");
        stage.pool.retire("a", revoking(0), why);
        assertThat(revoked.isOver()).isTrue();
        assertThat(other.isOver()).isFalse();
    }

    /** It is acquired at this very moment, or about to be given back. */
    @Test
    void whatIsToBeRevokedAndHasNoHandleYetIsLookedAtAgainSoon() {
        ShareStage stage = new ShareStage(4);
        SharedResource<Object> resource = stage.idle("a");
        Seat<Object> seat = Objects.requireNonNull(resource.share(Thread.currentThread(), "taker"));
        stage.pool.retire("a", revoking(0), why);
        assertThat(stage.steps.upkeep()).isEqualTo(25 * MS);
        seat.leave("taker");
    }

    @Test
    void aCheckIsMadeWhenItIsDueAndWhatIsAliveStays() {
        ShareStage stage = new ShareStage(settings -> settings.checkInterval(Duration.ofSeconds(5)));
        Held held = stage.share("a");
        stage.steps.advance(4_500 * MS);
        assertThat(stage.steps.upkeep()).isEqualTo(500 * MS);
        stage.steps.advance(500 * MS - 1);
        stage.steps.upkeep();
        stage.steps.runAll();
        assertThat(stage.checks).isZero();
        for (int i = 1; i < 4; i++) {
            stage.steps.advance(i == 1 ? 1 : 5 * SECOND);
            stage.steps.upkeep();
            stage.steps.runAll();
            assertThat(stage.checks).isEqualTo(i);
        }
        assertThat(stage.told).noneMatch(line -> line.startsWith("retired"));
        assertThat(resourceOf(held).shares()).isOne();
    }

    @Test
    void aSuspicionHasItCheckedAtOnceButNotMoreOftenThanOnceASecond() {
        ShareStage stage = new ShareStage(4);
        Held held = stage.share("a");
        stage.steps.advance(400 * MS);
        stage.steps.woken = 0;
        assertThat(held.enters()).isTrue();
        held.suspects(why);
        held.leaves();
        assertThat(stage.steps.woken).isOne();
        assertThat(stage.steps.upkeep()).isEqualTo(600 * MS);
        stage.steps.advance(600 * MS);
        stage.alive = false;
        stage.steps.upkeep();
        stage.steps.runAll();
        assertThat(stage.told).contains("retired a DEAD: moved");
        assertThat(resourceOf(held).shares()).isOne();
    }

    @Test
    void aCheckThatHangsIsNotMadeASecondTimeAndGivenUpAQuarterSecondAfterItsTimeout() {
        ShareStage stage = new ShareStage(
                settings -> settings.checkInterval(Duration.ofMillis(100)).checkTimeout(Duration.ofSeconds(1)));
        Held held = stage.share("a");
        stage.steps.advance(100 * MS);
        stage.steps.upkeep();
        stage.steps.advance(1_250 * MS);
        stage.steps.upkeep();
        assertThat(resourceOf(held).isOpen()).isTrue();
        stage.steps.advance(1);
        stage.steps.upkeep();
        assertThat(resourceOf(held).isOpen()).isFalse();
        stage.steps.runAll();
        assertThat(stage.checks).as("what was given up before it began").isZero();
        assertThat(stage.told).anyMatch(line -> line.startsWith("retired a DEAD: the check gave no answer within 1."));
        assertThat(resourceOf(held).shares()).isOne();
    }

    @Test
    void whatFoundNoThreadIsDoneOnceThereIsOne() {
        ShareStage stage = new ShareStage(4);
        stage.steps.noThread = true;
        Waiting waiting = stage.arrives("a");
        stage.steps.noThread = false;
        stage.steps.upkeep();
        stage.steps.runAll();
        assertThat(waiting.isGranted()).isTrue();
    }

    @Test
    void atMostTwiceTheMaximumAndOneThreadWorkAtOnce() {
        ShareStage stage = new ShareStage(4);
        for (int i = 0; i < 20; i++) {
            stage.pool.tasks.execute(() -> {});
        }
        assertThat(stage.steps.pending()).isEqualTo(9);
    }
}
