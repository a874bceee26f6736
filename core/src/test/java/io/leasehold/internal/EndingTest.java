package io.leasehold.internal;

import static io.leasehold.internal.EndingStage.placeOf;
import static io.leasehold.internal.Patience.byAnother;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.RetireReason;
import io.leasehold.internal.EndingStage.Held;
import io.leasehold.spi.LeaseChild;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each return of a lease leaves behind, says and does to the resource, step by step. */
class EndingTest {

    private final EndingStage stage = new EndingStage();
    private final IOException torn = new IOException("torn");

    /** The children that were ended, in that order. */
    private final List<String> ended = new ArrayList<>();

    /** What acts within a reset found: what they threw would be taken for a reset that failed. */
    private final List<Boolean> found = new ArrayList<>();

    /** Is held for longer than a resource may be idle without a check. */
    private Place<Object> used(Held lease) {
        lease.use();
        stage.ticker.advance(EndingStage.ALIVE_BYPASS.plusSeconds(1));
        return placeOf(lease);
    }

    private void isLentOnAsIfNew(Place<Object> place) {
        assertThat(place.status()).isEqualTo(PlaceWord.IDLE);
        assertThat(place.needsReset).isFalse();
        assertThat(place.givenOut).isFalse();
        assertThat(place.resetting()).isZero();
        assertThat(place.box.handle()).isNull();
        assertThat(stage.seenAtLast()).containsExactly("returned after 3601000 ms");
        assertThat(stage.resets).isOne();
        assertThat(placeOf(stage.pool.acquire(0))).as("without a check").isSameAs(place);
    }

    @Test
    void whatItsOwnerReturnsIsLentOnAsIfNew() {
        Held lease = stage.lease();
        Place<Object> place = used(lease);
        assertThat(lease.giveBack()).isTrue();
        assertThat(lease.text()).contains("was returned").contains("by its holder");
        isLentOnAsIfNew(place);
    }

    @Test
    void whatItsOwnerReturnsAfterCallsOfAnotherIsLentOnAsIfNew() {
        Held lease = stage.sharedLease();
        Place<Object> place = used(lease);
        assertThat(lease.giveBack()).isTrue();
        assertThat(lease.text()).contains("was returned").contains("by its holder");
        isLentOnAsIfNew(place);
    }

    @Test
    void whatAnotherThreadReturnsIsLentOnAsIfNew() {
        Held lease = stage.fencedLease();
        Place<Object> place = used(lease);
        byAnother(() -> assertThat(lease.giveBack()).isTrue());
        assertThat(lease.text()).contains("was returned").contains("by thread another");
        isLentOnAsIfNew(place);
    }

    /** The first reset is the owner's, who hopes to be alone; the second is that of the long way. */
    @Test
    void aReturnDuringWhichAnotherThreadCallsTakesEverythingBackAndIsDoneTheLongWay() {
        Held lease = stage.lease();
        Place<Object> place = used(lease);
        stage.withinResets.add(() -> byAnother(() -> lease.leaves(lease.enters())));
        stage.withinResets.add(
                () -> found.addAll(List.of(place.needsReset, place.givenOut, place.box.handle() == lease)));
        assertThat(lease.giveBack()).isTrue();
        assertThat(found).containsExactly(true, true, true);
        assertThat(stage.resets).isEqualTo(2);
        assertThat(lease.isOver()).isTrue();
        assertThat(place.status()).isEqualTo(PlaceWord.IDLE);
        assertThat(stage.seenAtLast()).containsExactly("returned after 3601000 ms");
    }

    @Test
    void aHeadThatIsOverdueIsHandedWhatIsReturned() {
        Held lease = stage.lease();
        Place<Object> place = placeOf(lease);
        Waiter head = stage.waiter();
        stage.ticker.advance(Duration.ofMillis(6));
        lease.giveBack();
        assertThat(head.isGranted()).isTrue();
        assertThat(head.place()).isSameAs(place);
        assertThat(place.isLeaseOf(head.token())).isTrue();
    }

    @Test
    void aYoungHeadIsWokenAndHandedNothing() {
        Held lease = stage.lease();
        Waiter head = stage.waiter();
        lease.giveBack();
        assertThat(head.isSignalled()).isTrue();
        assertThat(placeOf(lease).status()).isEqualTo(PlaceWord.IDLE);
    }

    @Test
    void whatMayBeDeadIsHandedToNobody() {
        Held lease = stage.lease();
        Waiter head = stage.waiter();
        stage.ticker.advance(Duration.ofMillis(6));
        stage.pool.suspectSiblings();
        lease.giveBack();
        assertThat(head.isSignalled()).isTrue();
        assertThat(placeOf(lease).status()).isEqualTo(PlaceWord.IDLE);
    }

    /** The order comes between the look for one and the moment that decides. */
    @Test
    void whatIsOrderedAwayWhileItIsHandedOverIsDestroyed() {
        Held lease = stage.lease();
        Waiter head = stage.waiter();
        stage.ticker.advance(Duration.ofMillis(6));
        stage.ticker.atExactReading = stage.pool::retireAll;
        lease.giveBack();
        assertThat(head.isGranted()).isFalse();
        assertThat(stage.seenAtLast()).containsExactly("returned after 6 ms", "retired RETIRE_ALL", "closed");
    }

    @Test
    void whatIsReturnedTheLongWayIsHandedToTheHead() {
        Held lease = stage.sharedLease();
        Place<Object> place = placeOf(lease);
        Waiter head = stage.waiter();
        lease.giveBack();
        assertThat(head.isGranted()).isTrue();
        assertThat(place.isLeaseOf(head.token())).isTrue();
    }

    @Test
    void whatIsReturnedTheLongWayToAPoolThatDrainsIsClosed() {
        Held lease = stage.sharedLease();
        stage.pool.shutdown.begin(stage.ticker.now + Duration.ofMinutes(1).toNanos());
        lease.giveBack();
        assertThat(stage.seenAtLast()).contains("closed");
        assertThat(stage.pool.snapshot().idle()).isZero();
    }

    /** A lease that its owner returns at once, or, if another thread has called through it, the long way. */
    private Held lease(boolean shared) {
        return shared ? stage.sharedLease() : stage.lease();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsOrderedAwayDuringItsResetIsDestroyed(boolean shared) {
        Held lease = lease(shared);
        lease.use();
        stage.withinResets.add(stage.pool::retireAll);
        assertThat(lease.giveBack()).isTrue();
        assertThat(stage.seenAtLast()).containsExactly("returned after 0 ms", "retired RETIRE_ALL", "closed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsCondemnedDuringItsResetIsDestroyed(boolean shared) {
        Held lease = lease(shared);
        lease.use();
        stage.withinResets.add(
                () -> placeOf(lease).demand(new Condemnation(RetireReason.UNKNOWN_STATE, torn, false, false)));
        assertThat(lease.giveBack()).isTrue();
        assertThat(stage.seenAtLast()).containsExactly("returned after 0 ms", "retired UNKNOWN_STATE: torn", "closed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatFailsToBeResetIsDestroyedAndItsLeaseWasReturned(boolean shared) {
        Held lease = lease(shared);
        lease.use();
        stage.ticker.advance(Duration.ofMillis(7));
        stage.failure = torn;
        assertThat(lease.giveBack()).isTrue();
        assertThat(lease.text()).contains("was returned").contains("by its holder");
        assertThat(stage.seenAtLast()).containsExactly("returned after 7 ms", "retired RESET_FAILED: torn", "closed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void childrenEndNewestFirstAndOneThatFailsKeepsNoOtherFromItsEnd(boolean shared) {
        Held lease = lease(shared);
        lease.make(new Child("first", null));
        lease.make(new Child("second", torn));
        lease.make(new Child("third", null));
        assertThat(lease.giveBack()).isTrue();
        assertThat(ended).containsExactly("third", "second", "first");
        assertThat(stage.seenAtLast()).containsExactly("returned after 0 ms", "retired RESET_FAILED: torn", "closed");
    }

    private final class Child extends LeaseChild {

        private final String name;
        private final @Nullable Exception failure;

        Child(String name, @Nullable Exception failure) {
            this.name = name;
            this.failure = failure;
        }

        @Override
        protected void endWithLease() throws Exception {
            ended.add(name);
            Exception thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
        }
    }
}
