package io.leasehold.internal;

import static io.leasehold.internal.EndingStage.placeOf;
import static io.leasehold.internal.Patience.byAnother;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.RetireReason;
import io.leasehold.internal.EndingStage.Held;
import io.leasehold.spi.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ends by force, step by step: leases that are retired, revoked or abandoned, and resources that are cut off over a call. */
class EndingByForceTest {

    private final EndingStage stage = new EndingStage();
    private final IOException torn = new IOException("torn");

    /** Whether each act within a reset cut it off; what such an act threw would be taken for a reset that failed. */
    private final List<Boolean> found = new ArrayList<>();

    private boolean revoke(Place<Object> place) {
        return stage.pool.ending().revoke(place, place.word(), RetireReason.REVOKED, "it was time");
    }

    @Test
    void whatWasRetiredSaysWhyAndByWhom() {
        Held lease = stage.lease();
        assertThat(lease.retire(torn)).isTrue();
        assertThat(lease.retire(torn)).isFalse();
        assertThat(lease.text()).contains("was retired").contains("torn").contains("by its holder");
    }

    @Test
    void aCallOfAnotherThreadThatFindsTheResourceBrokenEndsTheLease() {
        Held lease = stage.lease();
        byAnother(() -> lease.fail(torn, Verdict.RETIRE));
        assertThat(lease.isOver()).isTrue();
        assertThat(lease.text()).contains("was retired").contains("torn").contains("by thread another");
        assertThat(stage.seenAtLast()).containsExactly("retired BROKEN: torn", "closed");
    }

    @Test
    void aLeaseIsRevokedOnceAndItsResourceCutOff() {
        Held lease = stage.lease();
        Place<Object> place = placeOf(lease);
        assertThat(revoke(place)).isTrue();
        assertThat(revoke(place)).isFalse();
        assertThat(stage.seenAtLast()).containsExactly("revoked REVOKED", "retired REVOKED", "aborted");
    }

    @Test
    void aReturnDuringWhichTheLeaseIsRevokedIsLost() {
        Held lease = stage.lease();
        Place<Object> place = placeOf(lease);
        lease.use();
        stage.withinResets.add(() -> revoke(place));
        assertThat(lease.giveBack()).isFalse();
        assertThat(lease.text()).contains("was revoked").contains("it was time");
        assertThat(stage.seenAtLast()).containsExactly("revoked REVOKED", "retired REVOKED", "aborted");
    }

    @Test
    void whatWasAbandonedIsClosedPolitelyUnlessACallIsInside() {
        abandon(stage.lease());
        assertThat(stage.seenAtLast()).containsExactly("revoked ABANDONED", "retired ABANDONED", "closed");
        stage.seen.clear();
        Held inside = stage.lease();
        inside.enters();
        abandon(inside);
        assertThat(stage.seenAtLast()).containsExactly("revoked ABANDONED", "retired ABANDONED", "aborted");
    }

    private void abandon(Held lease) {
        Place<Object> place = placeOf(lease);
        stage.pool.ending().revoke(place, place.word(), RetireReason.ABANDONED, "nobody has it");
    }

    /** Between the end of the lease and that of its resource. */
    private void anErrorStrikes() {
        stage.ticker.atCoarseReading = () -> {
            throw new OutOfMemoryError("made up");
        };
    }

    @Test
    void whatIsRetiredIsDestroyedThoughAnErrorStrikesOnTheWay() {
        Held lease = stage.lease();
        anErrorStrikes();
        assertThatThrownBy(() -> lease.retire(torn)).isInstanceOf(OutOfMemoryError.class);
        assertThat(lease.isOver()).isTrue();
        assertThat(stage.seenAtLast()).containsExactly("retired BROKEN: torn", "closed");
    }

    @Test
    void whatIsRevokedIsCutOffThoughAnErrorStrikesOnTheWay() {
        Held lease = stage.lease();
        Place<Object> place = placeOf(lease);
        anErrorStrikes();
        assertThatThrownBy(() -> revoke(place)).isInstanceOf(OutOfMemoryError.class);
        assertThat(lease.isOver()).isTrue();
        assertThat(stage.seenAtLast()).containsExactly("retired REVOKED", "aborted");
    }

    @Test
    void whatWasAbandonedIsClosedPolitelyUnlessACallIsInsideThoughAnErrorStrikesOnTheWay() {
        Held lease = stage.lease();
        anErrorStrikes();
        assertThatThrownBy(() -> abandon(lease)).isInstanceOf(OutOfMemoryError.class);
        stage.ticker.atCoarseReading = () -> {};
        assertThat(stage.seenAtLast()).containsExactly("retired ABANDONED", "closed");
        stage.seen.clear();
        Held inside = stage.lease();
        inside.enters();
        anErrorStrikes();
        assertThatThrownBy(() -> abandon(inside)).isInstanceOf(OutOfMemoryError.class);
        assertThat(stage.seenAtLast()).containsExactly("retired ABANDONED", "aborted");
    }

    @Test
    void theHoldOfALeaseThatIsRetiredIsRecorded() {
        Held lease = stage.lease();
        placeOf(lease).flight = new Flight.Hold();
        lease.retire(torn);
        assertThat(placeOf(lease).flight).isNull();
    }

    @Test
    void theHoldOfALeaseThatIsRevokedIsRecorded() {
        Held lease = stage.lease();
        Place<Object> place = placeOf(lease);
        place.flight = new Flight.Hold();
        revoke(place);
        assertThat(place.flight).isNull();
    }

    @Test
    void theHoldOfALeaseIsRecordedWhereItIsRevokedWhileItsReturnHasTheEvent() {
        Held lease = stage.lease();
        Place<Object> place = placeOf(lease);
        place.flight = new Flight.Hold();
        stage.waiter();
        stage.ticker.atExactReading = () -> {
            assertThat(place.flight).as("the return has it").isNull();
            revoke(place);
        };
        assertThat(lease.giveBack()).isFalse();
        assertThat(place.flight).as("nobody would ever record it").isNull();
    }

    @Test
    void aResetThatIsCutOffLosesItsOwnerTheLease() {
        Held lease = stage.lease();
        Place<Object> place = placeOf(lease);
        lease.use();
        stage.withinResets.add(() -> found.add(stage.pool.ending().cutOffReset(place, place.word())));
        assertThat(lease.giveBack()).isFalse();
        assertThat(found).containsExactly(true);
        assertThat(lease.text()).contains("was revoked").contains("the reset took too long");
        assertThat(stage.seenAtLast()).containsExactly("revoked RESET_FAILED", "retired RESET_FAILED", "aborted");
    }

    @Test
    void aResetTheLongWayThatIsCutOffIsCutOffOnceAndItsResourceLentToNobody() {
        Held lease = stage.sharedLease();
        Place<Object> place = placeOf(lease);
        Waiter head = stage.waiter();
        stage.withinResets.add(() -> {
            long word = place.word();
            found.add(stage.pool.ending().cutOffReset(place, word));
            found.add(stage.pool.ending().cutOffReset(place, word));
        });
        assertThat(lease.giveBack()).isTrue();
        assertThat(found).containsExactly(true, false);
        assertThat(head.isGranted()).isFalse();
        assertThat(place.isOpen()).isFalse();
        assertThat(stage.seenAtLast()).containsExactly("returned after 0 ms", "retired RESET_FAILED", "aborted");
    }

    @Test
    void whatWasResetInTimeIsNotCutOff() {
        Held lease = stage.lease();
        Place<Object> place = placeOf(lease);
        lease.use();
        lease.giveBack();
        assertThat(stage.pool.ending().cutOffReset(place, place.word())).isFalse();
        assertThat(placeOf(stage.pool.acquire(0))).isSameAs(place);
    }

    @Test
    void whatFailsToBeResetWhileAnotherThreadIsInsideIsCutOff() {
        Held lease = stage.lease();
        lease.use();
        stage.withinResets.add(() -> byAnother(lease::enters));
        stage.failure = torn;
        assertThat(lease.giveBack()).isTrue();
        assertThat(stage.seenAtLast()).containsExactly("returned after 0 ms", "retired RESET_FAILED: torn", "aborted");
    }

    @Test
    void whatItsOwnerReturnsFromInsideACallIsCutOffAndTheReasonNamesIt() {
        Held lease = stage.lease();
        lease.enters();
        assertThat(lease.giveBack()).isTrue();
        assertThat(stage.seenAtLast()).last().isEqualTo("aborted");
        assertThat(stage.seen)
                .element(1)
                .asString()
                .startsWith("retired CLOSED_WHILE_IN_USE: thread ")
                .contains(" while its holder, thread ");
    }

    @Test
    void whatItsOwnerReturnsWhileAnotherThreadIsInsideIsCutOffAndTheReasonSaysSo() {
        Held lease = stage.lease();
        byAnother(lease::enters);
        assertThat(lease.giveBack()).isTrue();
        assertThat(stage.seenAtLast()).last().isEqualTo("aborted");
        assertThat(stage.seen)
                .element(1)
                .asString()
                .startsWith("retired CLOSED_WHILE_IN_USE: thread ")
                .contains(" while a thread other than its holder, ");
    }

    @Test
    void whatAnotherThreadReturnsUnfencedIsCutOff() {
        Held lease = stage.lease();
        byAnother(lease::giveBack);
        assertThat(stage.seenAtLast()).containsExactly("returned after 0 ms", "retired RETURNED_BY_ANOTHER", "aborted");
    }
}
