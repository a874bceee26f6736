package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WaitLineTest {

    private final WaitLine line = new WaitLine();
    private final Place<String> place = new Place<>(null, "resource", 1, PlaceWord.LEASED);

    private Waiter joined() {
        Waiter waiter = new Waiter(Thread.currentThread(), 0);
        assertThat(line.join(waiter, Integer.MAX_VALUE)).isTrue();
        return waiter;
    }

    @Test
    void grantsGoToTheFirstWhoCame() {
        Waiter first = joined();
        Waiter second = joined();
        assertThat(line.grant(place, PlaceWord.LEASED, 0)).isTrue();
        assertThat(first.isGranted()).isTrue();
        assertThat(second.isGranted()).isFalse();
        assertThat(line.head()).isSameAs(second);
    }

    @Test
    void aGrantPassesByWhoIsLeaving() {
        Waiter leaving = joined();
        Waiter next = joined();
        assertThat(leaving.leave()).isTrue();
        assertThat(line.grant(place, PlaceWord.LEASED, 0)).isTrue();
        assertThat(next.isGranted()).isTrue();
        assertThat(leaving.isGranted()).isFalse();
    }

    @Test
    void whoLosesTheRaceToLeaveHasThePlace() {
        Waiter waiter = joined();
        line.grant(place, PlaceWord.LEASED, 0);
        assertThat(waiter.leave()).isFalse();
        assertThat(waiter.place()).isSameAs(place);
    }

    @Test
    void onlyWhoHadTheProbeBeginWaitsForItAndTheOthersLookAgain() {
        Waiter first = joined();
        Waiter prober = joined();
        Probe probe = new Probe();
        line.await(probe, prober, 0);
        assertThat(prober.awaited).isSameAs(probe);
        assertThat(first.awaited).isNull();
        assertThat(first.isSignalled()).isTrue();
    }

    @Test
    void aProbeThatNoneOfThemBeganIsForTheFirstWhoStays() {
        Waiter leaving = joined();
        Waiter first = joined();
        Waiter second = joined();
        leaving.leave();
        Probe probe = new Probe();
        line.await(probe, null, 0);
        assertThat(first.awaited).isSameAs(probe);
        assertThat(leaving.awaited).isNull();
        assertThat(second.awaited).isNull();
        assertThat(second.isSignalled()).isTrue();
    }

    @Test
    void whoBeganAProbeLeavesTheLineToOthers() {
        Waiter waiter = joined();
        line.await(new Probe(), null, 0);
        assertThat(CompletableFuture.runAsync(() -> line.remove(waiter))).succeedsWithin(Duration.ofMinutes(1));
    }

    @Test
    void anEmptyLineTakesNoGrant() {
        Waiter waiter = joined();
        waiter.leave();
        assertThat(line.grant(place, PlaceWord.LEASED, 0)).isFalse();
        assertThat(line.isEmpty()).isTrue();
    }

    @Test
    void aSecondSignalToAHeadThatIsAwakeIsNotOwed() {
        Waiter waiter = joined();
        line.signal(7);
        line.signal(9);
        assertThat(waiter.isSignalled()).isTrue();
        assertThat(waiter.wokenAt()).isEqualTo(7);
        waiter.lookAround();
        line.signal(11);
        assertThat(waiter.wokenAt())
                .as("after it looked around it can be signalled anew")
                .isEqualTo(11);
    }

    @Test
    void aGrantWakesWhoIsAsleepAndNotWhoWasWokenBefore() {
        Waiter awake = joined();
        Waiter asleep = joined();
        line.signal(7);
        line.grant(place, PlaceWord.LEASED, 9);
        line.grant(place, PlaceWord.LEASED, 11);
        assertThat(awake.wokenAt()).isEqualTo(7);
        assertThat(asleep.wokenAt()).isEqualTo(11);
    }

    @Test
    void aFullLineRefusesAndIsUnchanged() {
        joined();
        joined();
        assertThat(line.join(new Waiter(Thread.currentThread(), 0), 2)).isFalse();
        assertThat(line.size()).isEqualTo(2);
    }

    @Test
    void positionsAreThoseOnArrival() {
        assertThat(joined().position).isEqualTo(1);
        assertThat(joined().position).isEqualTo(2);
    }

    @Test
    void whoeverLeavesTheOrderOfTheRestStands() {
        Random random = new Random(4711);
        List<Waiter> expected = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            expected.add(joined());
        }
        List<Waiter> leaving = new ArrayList<>(expected);
        Collections.shuffle(leaving, random);
        for (Waiter waiter : leaving.subList(0, 400)) {
            line.remove(waiter);
            line.remove(waiter);
            expected.remove(waiter);
        }
        assertThat(line.size()).isEqualTo(100);
        for (Waiter waiter : expected) {
            assertThat(line.head()).isSameAs(waiter);
            assertThat(line.grant(place, PlaceWord.LEASED, 0)).isTrue();
        }
        assertThat(line.isEmpty()).isTrue();
    }

    /** The others' links lead nowhere, so a removal that walked the line from either end would not get to its place. */
    @Test
    void whoLeavesNeedsNoLinksButItsOwn() {
        List<Waiter> waiters = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            waiters.add(joined());
        }
        waiters.get(1).behind = null;
        waiters.get(7).ahead = null;
        line.remove(waiters.get(4));
        assertThat(waiters.get(3).behind).isSameAs(waiters.get(5));
        assertThat(waiters.get(5).ahead).isSameAs(waiters.get(3));
        assertThat(waiters.get(1).behind).isNull();
        assertThat(waiters.get(7).ahead).isNull();
        assertThat(line.size()).isEqualTo(8);
    }
}
