package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A pool in no group has all to itself: it asks nobody, and owes nobody. */
class OwnRoomTest {

    private final Room own = Room.OWN;

    @Test
    void anOpenMayAlwaysBeginAndIsNoProbe() {
        assertThat(own.mayTake()).isTrue();
        assertThat(own.take()).isTrue();
        assertThat(own.admit(0)).isSameAs(Probe.NONE);
        assertThat(own.admitsIn(0)).isZero();
    }

    @Test
    void nobodyElsewhereWaitsOrHolds() {
        assertThat(own.isWanted()).isFalse();
        assertThat(own.isOwedElsewhere(null)).isFalse();
        assertThat(own.heldBy(Thread.currentThread())).isZero();
    }

    @Test
    void nobodyFailsFastAndNothingIsToldOfOthers() {
        assertThat(own.failFast(new Waiter(Thread.currentThread(), 0))).isNull();
        assertThat(own.refused(0, "within a second")).isNull();
    }

    @Test
    void whatAGroupSharesIsThePoolsOwn() {
        assertThat(own.hints(4)).isNotNull().isNotSameAs(own.hints(4));
        assertThat(own.sites(0, this)).isNotNull().isNotSameAs(own.sites(0, this));
        Tasks tasks = new Tasks(new HeldRunner(), 1, null);
        assertThat(own.chores(tasks)).isSameAs(tasks);
    }
}
