package io.leasehold.internal;

import static io.leasehold.internal.HeldGroup.MS;
import static io.leasehold.internal.HeldGroup.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.spi.OpenRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Which idle resource is closed for whom when a group is full, and that none is closed for nobody. */
class MakingRoomTest {

    @Test
    void ofAllEndpointsWhatHasBeenIdleLongestGoes() {
        HeldGroup held = new HeldGroup(3, 1);
        for (String key : new String[] {"a", "b", "c"}) {
            held.idle(key);
            held.ticker.advance(SECOND);
        }
        held.arrives("d");
        held.runner.runAll();
        assertThat(held.closed).containsExactly("a#1");
        assertThat(held.opened).endsWith("d#1");
        held.ticker.advance(SECOND);
        held.group.acquire("b", 0).close();
        held.arrives("e");
        held.runner.runAll();
        assertThat(held.closed).as("b was used meanwhile").containsExactly("a#1", "c#1");
    }

    @Test
    void ofOneEndpointWhatHasBeenIdleLongestGoes() {
        for (int longest = 1; longest <= 2; longest++) {
            HeldGroup held = new HeldGroup(2, 2);
            ResourceLease<String> one = held.lease("a");
            ResourceLease<String> other = held.lease("a");
            (longest == 1 ? one : other).close();
            held.ticker.advance(SECOND);
            (longest == 1 ? other : one).close();
            held.arrives("b");
            held.runner.runAll();
            assertThat(held.closed).containsExactly("a#" + longest);
        }
    }

    @Test
    void forEachWhoWaitsOneIsClosedAndNoMore() {
        HeldGroup held = new HeldGroup(4, 2);
        held.idle("a", "b", "c", "d");
        held.arrives("e");
        held.arrives("e");
        held.runner.runAll();
        assertThat(held.closed).hasSize(2);
        held.arrives("f");
        held.runner.runAll();
        assertThat(held.closed).hasSize(3);
        assertThat(held.opened).endsWith("e#1", "e#2", "f#1");
        assertThat(held.group.snapshot().idle()).isOne();
    }

    @Test
    void whatIsOnItsWayOutServesTheLineAndNothingIdleIsClosedBesideIt() {
        HeldGroup held = new HeldGroup(2, 1);
        held.idle("a");
        held.lease("b").retire(new IOException("broken"));
        held.arrives("c");
        held.runner.runAll();
        assertThat(held.closed).containsExactly("b#1");
        assertThat(held.opened).containsExactly("a#1", "b#1", "c#1");
    }

    @Test
    void whatComesBackGoesAsLongAsSomebodyElsewhereWaitsForItAndThenStays() {
        HeldGroup held = new HeldGroup(3, 3);
        ResourceLease<String> first = held.lease("a");
        ResourceLease<String> second = held.lease("a");
        ResourceLease<String> third = held.lease("a");
        held.arrives("b");
        first.close();
        second.close();
        held.runner.runAll();
        assertThat(held.closed).containsExactly("a#1");
        held.arrives("b");
        held.runner.runAll();
        assertThat(held.closed).containsExactly("a#1", "a#2");
        third.close();
        held.runner.runAll();
        assertThat(held.group.snapshot().idle()).as("nobody waits any more").isOne();
    }

    @Test
    void whatIsForWhoWaitsOnItsOwnEndpointGoesOnceThatLeavesWithoutIt() {
        HeldGroup held = new HeldGroup(1, 1);
        ResourceLease<String> lease = held.lease("a");
        Waiter own = held.arrives("a");
        lease.close();
        held.arrives("b");
        held.runner.runAll();
        assertThat(own.isSignalled()).isTrue();
        assertThat(held.closed).isEmpty();
        held.leaves("a", own);
        held.runner.runAll();
        assertThat(held.closed).containsExactly("a#1");
        assertThat(held.opened).endsWith("b#1");
    }

    @Test
    void whatIsForWhoWaitsOnItsOwnEndpointGoesToWhoHasWaitedLongElsewhere() {
        HeldGroup held = new HeldGroup(2, 1);
        held.idle("a");
        held.lease("b");
        held.group.room.lost();
        held.group.room.lost();
        held.arrives("c");
        held.ticker.advance(GroupRoom.PATIENCE + 1);
        held.waiter("a");
        held.group.room.found();
        held.runner.runAll();
        assertThat(held.closed).containsExactly("a#1");
    }

    @Test
    void whileAsManyAreLostAsMayBeNothingIsClosedForTheLineAndThenItIs() {
        HeldGroup held = new HeldGroup(2, 1);
        held.idle("a", "b");
        held.group.room.lost();
        held.group.room.lost();
        held.arrives("c");
        held.runner.runAll();
        assertThat(held.closed).isEmpty();
        held.group.room.found();
        held.runner.runAll();
        assertThat(held.closed).hasSize(1);
        assertThat(held.opened).endsWith("c#1");
    }

    @Test
    void whatWasTakenWhileItWasChosenIsLeftAloneAndServesTheLineOnceItComesBack() {
        HeldGroup held = new HeldGroup(2, 1);
        held.idle("a");
        held.lease("b");
        held.waiter("b");
        AtomicReference<ResourceLease<String>> taken = new AtomicReference<>();
        held.ticker.once(held.group.room::isWanted, () -> taken.set(held.group.acquire("a", 0)));
        held.arrives("c");
        held.runner.runAll();
        assertThat(taken.get().resource()).isEqualTo("a#1");
        assertThat(held.closed).isEmpty();
        taken.get().close();
        held.runner.runAll();
        assertThat(held.closed).containsExactly("a#1");
        assertThat(held.opened).endsWith("c#1");
    }

    @Test
    void whatComesBackWhileFreeRoomGoesToTheLineIsNotClosedForIt() {
        HeldGroup held = new HeldGroup(3, 1);
        ResourceLease<String> lease = held.lease("a");
        for (int i = 0; i < 3; i++) {
            held.group.room.lost();
        }
        held.arrives("b");
        held.arrives("c");
        assertThat(held.group.room.wanted()).isEqualTo(2);
        held.ticker.once(() -> held.group.room.wanted() == 1, lease::close);
        held.group.room.found();
        held.runner.runAll();
        assertThat(held.closed).isEmpty();
        assertThat(held.opened).containsExactly("a#1", "b#1", "c#1");
        assertThat(held.group.snapshot().idle()).isOne();
    }

    @Test
    void roomIsWorthATryWhereItWasGrantedOrThereIsSomeThatNobodyWaitsFor() {
        HeldGroup held = new HeldGroup(2, 1);
        EndpointRoom<String, ResourceLease<String>> a = held.endpoint("a");
        EndpointRoom<String, ResourceLease<String>> b = held.endpoint("b");
        assertThat(a.mayTake()).isTrue();
        held.group.room.lost();
        held.group.room.lost();
        assertThat(a.mayTake()).as("too many are lost").isFalse();
        held.arrives("b");
        held.arrives("c");
        List<Boolean> worthATry = new ArrayList<>();
        held.ticker.once(() -> held.group.room.wanted() == 1, () -> {
            worthATry.add(a.mayTake());
            worthATry.add(b.mayTake());
        });
        held.group.room.found();
        assertThat(worthATry).as("c waits, b was granted it").containsExactly(false, true);
    }

    @Test
    void whoArrivesWhileAnotherLeavesStillStandsInTheGroupsLine() {
        HeldGroup held = new HeldGroup(1, 1);
        ResourceLease<String> lease = held.lease("a");
        Waiter leaving = held.arrives("b");
        assertThat(held.group.room.wanted()).isOne();
        held.pool("b").line.remove(leaving);
        EndpointRoom<String, ResourceLease<String>> b = held.endpoint("b");
        held.ticker.atNextReading(() -> held.arrives("b"));
        b.waiterLeft();
        assertThat(held.group.room.wanted()).isOne();
        lease.close();
        held.runner.runAll();
        assertThat(held.opened).endsWith("b#1");
    }

    @Test
    void ofThoseWhoWaitOnAnEndpointOnlyWhoeverStillWantsAnOpenStandsInTheGroupsLine() {
        HeldGroup held = new HeldGroup(2, 2);
        held.lease("a");
        held.lease("a");
        Waiter first = held.arrives("b");
        held.arrives("b");
        assertThat(held.group.room.wanted()).isEqualTo(2);
        held.leaves("b", first);
        assertThat(held.group.room.wanted()).isOne();
    }

    @Test
    void roomThatIsGrantedToWhoMustNotOpenYetIsFreeAgain() {
        HeldGroup held = new HeldGroup(
                settings -> settings.maximumSize(2).maximumPerEndpoint(2).failFast(Duration.ZERO));
        held.lease("a");
        held.failing.put("b", OpenRefusal.OTHER);
        held.arrives("b");
        held.arrives("b");
        assertThat(held.group.room.wanted()).as("the first is being opened").isOne();
        held.runner.runAll();
        assertThat(held.group.room.taken()).as("a's alone, while b backs off").isOne();
        held.failing.clear();
        held.ticker.advance(10 * SECOND);
        held.pool("b").supply.upkeep(held.ticker.now);
        held.runner.runAll();
        assertThat(held.opened).containsExactly("a#1", "b#1");
        assertThat(held.group.room.taken()).isEqualTo(2);
    }

    @Test
    void whatComesBackIsOwedElsewhereOnlyWhileSomebodyHasWaitedThereForLong() {
        HeldGroup held = new HeldGroup(1, 1);
        held.lease("a");
        EndpointRoom<String, ResourceLease<String>> a = held.endpoint("a");
        held.ticker.advance(SECOND);
        assertThat(a.isWanted()).isFalse();
        assertThat(a.isOwedElsewhere(null)).isFalse();
        Waiter elsewhere = held.arrives("b");
        held.ticker.advance(50 * MS);
        assertThat(a.isWanted()).isTrue();
        assertThat(a.isOwedElsewhere(null)).isFalse();
        held.ticker.advance(51 * MS);
        assertThat(a.isOwedElsewhere(null)).isTrue();
        held.leaves("b", elsewhere);
        assertThat(a.isWanted()).isFalse();
        assertThat(a.isOwedElsewhere(null)).isFalse();
    }
}
