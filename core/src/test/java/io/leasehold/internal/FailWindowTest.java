package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A window of 100 at first and 300 at most; time as written. */
class FailWindowTest {
    private static final long FIRST = 100;
    private static final long LONGEST = 300;

    private final FailWindow window = new FailWindow();
    private final Throwable why = new IllegalStateException("refused");

    private boolean failed(Probe probe, long now) {
        return window.failed(why, probe, now, FIRST, LONGEST);
    }

    private FailWindow.State state() {
        FailWindow.State state = window.state();
        assertThat(state).isNotNull();
        return state;
    }

    /** Fails once more, by a probe that begins as soon as it may. */
    private void probeFails() {
        long at = state().until();
        Probe probe = new Probe();
        assertThat(window.begin(probe, at, false)).isTrue();
        assertThat(failed(probe, at)).isTrue();
    }

    @Test
    void whereNothingFailedEverythingMayBegin() {
        Probe probe = new Probe();
        assertThat(window.begin(probe, 0, false)).isTrue();
        assertThat(window.state()).isNull();
        assertThat(window.recovered()).isFalse();
    }

    @Test
    void aProbeThatNobodyEndsInTimeGivesWayToAnother() {
        failed(Probe.NONE, 0);
        long at = state().until();
        Probe lost = new Probe(Room.OWN, at + 1_000);
        assertThat(window.begin(lost, at, false)).isTrue();
        assertThat(window.begin(new Probe(), at + 1_000, false)).isFalse();
        Probe next = new Probe();
        assertThat(window.begin(next, at + 1_001, false)).isTrue();
        assertThat(state().probe()).isSameAs(next);
    }

    @Test
    void aWindowLastsAsLongAsSetOrUpToAFifthLess() {
        assertThat(failed(Probe.NONE, 1_000)).isTrue();
        assertThat(state().until()).isBetween(1_080L, 1_100L);
        assertThat(state().failures()).isEqualTo(1);
        assertThat(state().failedAt()).isEqualTo(1_000);
        assertThat(state().cause()).isSameAs(why);
    }

    @Test
    void itDoublesWithEachProbeThatFailsUpToTheLongest() {
        failed(Probe.NONE, 0);
        long[] lengths = {200, 300, 300};
        for (int i = 0; i < lengths.length; i++) {
            probeFails();
            assertThat(state().until() - state().failedAt()).isBetween(lengths[i] * 4 / 5, lengths[i]);
            assertThat(state().failures()).isEqualTo(i + 2);
        }
    }

    @Test
    void nothingBeginsBeforeItIsOverUnlessThatIsWanted() {
        failed(Probe.NONE, 0);
        long until = state().until();
        assertThat(window.begin(new Probe(), until - 1, false)).isFalse();
        assertThat(state().refuses(until - 1, null)).isTrue();
        assertThat(state().refuses(until, null)).isFalse();
        assertThat(window.begin(new Probe(), until - 1, true)).isTrue();
    }

    @Test
    void oneProbeBeginsAndWhoAwaitsAnotherIsRefused() {
        failed(Probe.NONE, 0);
        long over = state().until();
        Probe probe = new Probe();
        assertThat(window.begin(probe, over, false)).isTrue();
        assertThat(window.begin(new Probe(), over, false)).isFalse();
        assertThat(window.begin(new Probe(), over, true)).isFalse();
        assertThat(state().refuses(over, probe)).isFalse();
        assertThat(state().refuses(over, null)).isTrue();
        assertThat(state().refuses(over, new Probe())).isTrue();
    }

    @Test
    void aProbeThatCameToNothingMakesRoomForTheNextAndEndsNoOther() {
        failed(Probe.NONE, 0);
        long over = state().until();
        Probe probe = new Probe();
        window.begin(probe, over, false);
        window.cancel(new Probe());
        assertThat(state().probe()).isSameAs(probe);
        window.cancel(probe);
        assertThat(state().probe()).isNull();
        assertThat(state().failures()).isEqualTo(1);
        assertThat(window.begin(new Probe(), over, false)).isTrue();
    }

    @Test
    void anOpenThatBeganBeforeTheFailureTellsNothing() {
        failed(Probe.NONE, 0);
        FailWindow.State before = state();
        Probe probe = new Probe();
        window.begin(probe, before.until(), false);
        assertThat(failed(Probe.NONE, before.until())).isFalse();
        assertThat(state().probe()).isSameAs(probe);
        assertThat(state().until()).isEqualTo(before.until());
    }

    @Test
    void whatRecoversHasRecoveredOnce() {
        failed(Probe.NONE, 0);
        assertThat(window.recovered()).isTrue();
        assertThat(window.recovered()).isFalse();
        assertThat(window.state()).isNull();
        failed(Probe.NONE, 5_000);
        assertThat(state().failures()).as("it starts anew").isEqualTo(1);
    }
}
