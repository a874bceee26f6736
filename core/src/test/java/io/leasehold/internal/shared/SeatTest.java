package io.leasehold.internal.shared;

import static io.leasehold.internal.shared.ShareStage.resourceOf;
import static io.leasehold.internal.shared.ShareStage.seatOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.RetireReason;
import io.leasehold.internal.shared.ShareStage.Held;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who sits where, and who may be put off a seat. */
class SeatTest {

    private final ShareStage stage = new ShareStage(1);

    /** The handle is watched for becoming garbage from now on. */
    private static WeakShare watched(Held held) {
        WeakShare weak = new WeakShare(held, ShareAccess.get().facts(held));
        seatOf(held).weaken(held, weak);
        assertThat(seatOf(held).sits()).isSameAs(weak);
        return weak;
    }

    private static Seat<Object> taken(SharedResource<Object> resource) {
        return Objects.requireNonNull(resource.share(Thread.currentThread(), "taker"));
    }

    @Test
    void theSeatOfAWatchedHandleIsLeftByThatHandleAloneAndOnce() {
        Held held = stage.share("a");
        Held other = stage.share("a");
        watched(held);
        assertThat(seatOf(held).leave(other)).isFalse();
        assertThat(resourceOf(held).shares()).isEqualTo(2);
        assertThat(seatOf(held).leave(held)).isTrue();
        assertThat(resourceOf(held).shares()).isOne();
        assertThat(seatOf(held).leave(held)).isFalse();
    }

    @Test
    void whoGivesTheResourceOutKeepsItsShareThoughItsHandleIsWatched() {
        Held held = stage.share("a");
        Held other = stage.share("a");
        WeakShare weak = watched(held);
        seatOf(held).keep(other);
        assertThat(weak.kept).isFalse();
        assertThat(held.enters()).isTrue();
        held.givesOut();
        held.leaves();
        assertThat(weak.kept).isTrue();
    }

    @Test
    void theSeatThatWasLeftLastIsTakenNext() {
        SharedResource<Object> resource = stage.idle("a");
        Seat<Object> first = taken(resource);
        taken(resource);
        Seat<Object> last = taken(resource);
        first.leave("taker");
        last.leave("taker");
        assertThat(taken(resource)).isSameAs(last);
    }

    @Test
    void threadsAreSpreadOverTheStripes() {
        Set<Integer> stripes =
                IntStream.range(0, 64).mapToObj(i -> Seats.stripe(new Thread())).collect(Collectors.toSet());
        assertThat(stripes).hasSizeGreaterThan(8).allMatch(stripe -> stripe >= 0 && stripe < 32);
    }

    @Test
    void noGraceBeginsWhileSomebodySitsThere() {
        SharedResource<Object> resource = stage.idle("a");
        Seat<Object> seat = taken(resource);
        assertThat(resource.beginGrace()).isFalse();
        seat.leave("taker");
        assertThat(resource.beginGrace()).isTrue();
    }

    /** The last to leave may have found the seat taken, and taken who is being refused for a holder. */
    @Test
    void whoIsRefusedByWhatIsRetiredHasUpkeepLookForTheLastReturn() {
        SharedResource<Object> resource = stage.idle("a");
        Seat<Object> seat = taken(resource);
        stage.steps.woken = 0;
        resource.retire(RetireReason.RETIRED);
        assertThat(resource.share(Thread.currentThread(), "late")).isNull();
        assertThat(stage.steps.woken).isOne();
        assertThat(resource.shares()).isOne();
        seat.leave("taker");
    }
}
