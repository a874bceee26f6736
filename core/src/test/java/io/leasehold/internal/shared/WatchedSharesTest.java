package io.leasehold.internal.shared;

import static io.leasehold.internal.shared.ShareStage.resourceOf;
import static io.leasehold.internal.shared.ShareStage.seatOf;
import static io.leasehold.internal.shared.Steps.MS;
import static io.leasehold.internal.shared.Steps.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.RetireReason;
import io.leasehold.Retirement;
import io.leasehold.SharedPoolBuilder;
import io.leasehold.internal.shared.ShareStage.Held;
import io.leasehold.spi.LeaseChild;
import java.io.IOException;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Terms, reports and handles that become garbage, at the instant at which each is due. */
class WatchedSharesTest {

    private static final UnaryOperator<SharedPoolBuilder<String, Object>> WATCHING =
            settings -> settings.abandonedAfter(Duration.ofSeconds(4));

    /** The handle is watched from now on; it may become garbage. */
    private static WeakShare watched(ShareStage stage, Held held) {
        Seat<Object> seat = seatOf(held);
        stage.steps.advance(4 * SECOND - 1);
        stage.steps.upkeep();
        assertThat(seat.sits()).isSameAs(held);
        stage.steps.advance(1);
        stage.steps.upkeep();
        assertThat(seat.sits()).isInstanceOf(WeakShare.class);
        return (WeakShare) seat.sits();
    }

    /** The handle becomes garbage, and upkeep finds that. */
    private static void becomesGarbage(ShareStage stage, WeakShare weak) {
        weak.clear();
        stage.steps.upkeep();
        stage.steps.runAll();
    }

    @Test
    void aShareIsRevokedWhenItsTermIsOverAndNotBefore() {
        ShareStage stage = new ShareStage(settings -> settings.shareTerm(Duration.ofSeconds(4)));
        Held held = stage.share("a");
        assertThat(stage.steps.upkeep()).as("an eighth of the term").isEqualTo(500 * MS);
        stage.steps.advance(4 * SECOND - 1);
        stage.steps.upkeep();
        assertThat(held.isOver()).isFalse();
        assertThat(seatOf(held).sits()).as("nobody asked for it to be watched").isSameAs(held);
        stage.steps.advance(1);
        stage.steps.upkeep();
        stage.steps.runAll();
        assertThat(held.isOver()).isTrue();
        assertThat(held.text()).contains("was revoked").contains("its term of 4.0 s was over");
        assertThat(stage.told).containsExactly("opened a", "acquired a", "revoked a REVOKED after 4000 ms");
    }

    @Test
    void aShareIsReportedOnceWhenItIsHeldForTooLongAndNotBefore() {
        ShareStage stage = new ShareStage(settings -> settings.shareReportAfter(Duration.ofSeconds(4)));
        Held held = stage.share("a");
        stage.steps.advance(4 * SECOND - 1);
        stage.steps.upkeep();
        stage.steps.runAll();
        assertThat(stage.told).doesNotContain("overdue a after 3999 ms");
        stage.steps.advance(1);
        stage.steps.upkeep();
        stage.steps.advance(SECOND);
        stage.steps.upkeep();
        stage.steps.runAll();
        assertThat(stage.told).containsExactly("opened a", "acquired a", "overdue a after 4000 ms");
        assertThat(held.isOver()).isFalse();
    }

    @Test
    void p5WhatCannotBeReportedOfOneShareKeepsNoOtherFromBeingReported() {
        ShareStage stage = new ShareStage(settings -> settings.shareReportAfter(Duration.ofSeconds(4)));
        stage.share("a");
        stage.share("b");
        stage.steps.advance(4 * SECOND);
        Runnable strikes = () -> {
            throw new OutOfMemoryError("made up");
        };
        Iterator<Runnable> readings = List.<Runnable>of(() -> {}, strikes).iterator();
        stage.steps.whileRead = () -> {
            if (readings.hasNext()) {
                readings.next().run();
            }
        };
        stage.steps.upkeep();
        stage.steps.runAll();
        assertThat(readings.hasNext()).as("it struck").isFalse();
        assertThat(stage.told).filteredOn(line -> line.startsWith("overdue")).hasSize(1);
    }

    @Test
    void aHandleThatBecomesGarbageIsToldOnceAndKeepsItsShare() {
        ShareStage stage = new ShareStage(WATCHING);
        Held held = stage.share("a");
        WeakShare weak = watched(stage, held);
        becomesGarbage(stage, weak);
        stage.steps.upkeep();
        stage.steps.runAll();
        assertThat(stage.told).containsExactly("opened a", "acquired a", "abandoned a after 4000 ms");
        assertThat(stage.pool.snapshot().resources()).singleElement().satisfies(resource -> {
            assertThat(resource.abandoned()).isOne();
            assertThat(resource.shares()).isOne();
        });
        Reference.reachabilityFence(held);
    }

    @Test
    void aHandleThatBecomesGarbageIsTakenBackWhereThatIsWished() {
        ShareStage stage = new ShareStage(settings -> WATCHING.apply(settings).reclaimAbandoned(true));
        Held held = stage.share("a");
        becomesGarbage(stage, watched(stage, held));
        assertThat(stage.told).contains("abandoned a after 4000 ms", "revoked a ABANDONED after 4000 ms");
        assertThat(resourceOf(held).shares()).isZero();
    }

    @Test
    void whatWasGivenOutIsNotTakenBackThoughTheHandleIsGarbage() {
        ShareStage stage = new ShareStage(settings -> WATCHING.apply(settings).reclaimAbandoned(true));
        Held held = stage.share("a");
        WeakShare weak = watched(stage, held);
        held.givesOut();
        becomesGarbage(stage, weak);
        assertThat(stage.told).contains("abandoned a after 4000 ms");
        assertThat(resourceOf(held).shares()).isOne();
    }

    @Test
    void whatAnotherThreadHasTakenBackIsNotTakenBackAgain() {
        ShareStage stage = new ShareStage(WATCHING);
        Held held = stage.share("a");
        WeakShare weak = watched(stage, held);
        weak.clear();
        stage.pool.ending().takeBack(weak, RetireReason.ABANDONED, "it is garbage");
        stage.pool.ending().takeBack(weak, RetireReason.ABANDONED, "it is garbage");
        assertThat(stage.told).filteredOn(line -> line.startsWith("revoked")).hasSize(0);
        stage.steps.runAll();
        assertThat(stage.told).filteredOn(line -> line.startsWith("revoked")).hasSize(1);
        Reference.reachabilityFence(held);
    }

    @Test
    void theTermOfAWatchedShareEndsAsWell() {
        ShareStage stage = new ShareStage(settings -> WATCHING.apply(settings).shareTerm(Duration.ofSeconds(8)));
        Held held = stage.share("a");
        watched(stage, held);
        stage.steps.advance(4 * SECOND);
        stage.steps.upkeep();
        assertThat(held.text()).contains("was revoked");
        assertThat(resourceOf(held).shares()).isZero();
    }

    @Test
    void theTermOfAWatchedShareEndsThoughItsHandleIsGarbage() {
        ShareStage stage = new ShareStage(settings -> WATCHING.apply(settings).shareTerm(Duration.ofSeconds(8)));
        Held held = stage.share("a");
        WeakShare weak = watched(stage, held);
        stage.steps.advance(4 * SECOND);
        becomesGarbage(stage, weak);
        assertThat(stage.told).contains("revoked a REVOKED after 8000 ms");
        assertThat(resourceOf(held).shares()).isZero();
    }

    @Test
    void whatIsAlreadyGivenBackAndEndsWhatWasMadeFromItIsNotRevoked() {
        ShareStage stage = new ShareStage(4);
        Held held = stage.share("a");
        held.makes(new LeaseChild() {
            @Override
            protected void endWithLease() {}
        });
        held.giveBack();
        stage.pool.retire("a", Retirement.revokeAfter(Duration.ZERO), new IOException("moved"));
        stage.steps.runAll();
        assertThat(held.text()).contains("was returned");
        assertThat(stage.told).noneMatch(line -> line.startsWith("revoked"));
        assertThat(stage.closes).isOne();
    }
}
