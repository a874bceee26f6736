package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The back-off of failing opens and the ceiling of a full server, by their figures. */
class BoundsTest {

    private static final long MS = 1_000_000;

    @Test
    void theBackOffDoublesToTwoSecondsAndNeverFallsBelowHalfAStep() {
        Backoff backoff = new Backoff();
        long[] steps = {100, 200, 400, 800, 1600, 2000, 2000};
        for (long step : steps) {
            backoff.failed(new IOException("refused"), 0);
            assertThat(backoff.retryIn(0)).isBetween(step / 2 * MS, step * MS);
        }
    }

    @Test
    void oneOpenThatSucceedsForgetsTheFailures() {
        Backoff backoff = new Backoff();
        backoff.failed(new IOException("refused"), 0);
        backoff.opened();
        assertThat(backoff.isFailing()).isFalse();
        assertThat(backoff.retryIn(0)).isZero();
        assertThat(backoff.cause()).isNull();
    }

    @Test
    void theCeilingIsWhatTheServerHadRoomForAndAtLeastOne() {
        Ceiling ceiling = new Ceiling();
        ceiling.refused(7, 0);
        assertThat(ceiling.limit(10, 0)).isEqualTo(7);
        ceiling.refused(0, 0);
        assertThat(ceiling.limit(10, 0)).isEqualTo(1);
    }

    @Test
    void theCeilingLiftsByItselfWithinThirtySeconds() {
        Ceiling ceiling = new Ceiling();
        for (int i = 0; i < 20; i++) {
            ceiling.refused(3, 0);
        }
        assertThat(ceiling.liftsIn(0)).isLessThanOrEqualTo(30_000 * MS);
        assertThat(ceiling.limit(10, 30_000 * MS)).isEqualTo(10);
        assertThat(ceiling.liftsIn(30_000 * MS)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theAdviceNamesTheAgeAtWhichOnlyTheOldDie() {
        IdleDeaths deaths = new IdleDeaths();
        assertThat(deaths.advice()).isNull();
        deaths.lived(2_000 * MS);
        deaths.died(3_400 * MS, true);
        assertThat(deaths.advice()).contains("after 3.4 s", "none after 2.0 s or less", "keepaliveTime");
    }

    @Test
    void deathsThatAgeDoesNotExplainGiveNoAdvice() {
        IdleDeaths deaths = new IdleDeaths();
        deaths.died(3_400 * MS, false);
        assertThat(deaths.advice()).as("it died with its server").isNull();
        deaths.lived(5_000 * MS);
        deaths.died(3_400 * MS, true);
        assertThat(deaths.advice()).as("older ones live").isNull();
    }
}
