package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.OpenFailure;
import io.leasehold.Pool;
import java.io.IOException;
import java.time.Duration;
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
    void eachRefusalInARowIsRememberedForUpToTwiceAsLong() {
        Ceiling ceiling = new Ceiling();
        long[] steps = {1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000};
        for (long step : steps) {
            ceiling.refused(3, 0);
            assertThat(ceiling.liftsIn(0)).isBetween(step / 4 * MS, step * MS);
        }
    }

    @Test
    void anOpenForgetsTheRefusalsOnlyOnceTheCeilingHasLifted() {
        Ceiling ceiling = new Ceiling();
        for (int i = 0; i < 6; i++) {
            ceiling.refused(3, 0);
        }
        ceiling.opened();
        ceiling.refused(3, 0);
        assertThat(ceiling.liftsIn(0)).as("it was there still").isGreaterThanOrEqualTo(30_000 / 4 * MS);
        assertThat(ceiling.limit(10, 30_000 * MS)).isEqualTo(10);
        ceiling.opened();
        ceiling.refused(3, 0);
        assertThat(ceiling.liftsIn(0)).isLessThanOrEqualTo(1_000 * MS);
    }

    @Test
    void aCeilingAboveTheMaximumRaisesNothing() {
        Ceiling ceiling = new Ceiling();
        ceiling.refused(7, 0);
        assertThat(ceiling.limit(3, 0)).isEqualTo(3);
    }

    @Test
    void theCeilingLiftsAtTheInstantItSays() {
        Ceiling ceiling = new Ceiling();
        long now = 5_000 * MS;
        ceiling.refused(3, now);
        long liftsIn = ceiling.liftsIn(now);
        assertThat(liftsIn).isBetween(250 * MS, 1_000 * MS);
        assertThat(ceiling.limit(10, now + liftsIn - 1)).isEqualTo(3);
        assertThat(ceiling.limit(10, now + liftsIn)).isEqualTo(10);
    }

    private static OpenBounds bounds() {
        return new OpenBounds(
                Pool.of(Object::new).maximumSize(10).maximumOpening(4).config());
    }

    @Test
    void opensAreBoundedByTheMaximumAndByHowManyMayRunAtOnce() {
        OpenBounds bounds = bounds();
        assertThat(bounds.room(0, 0, 0)).isEqualTo(4);
        assertThat(bounds.room(1, 1, 0)).isEqualTo(3);
        assertThat(bounds.room(8, 0, 0)).isEqualTo(2);
        assertThat(bounds.room(10, 0, 0)).isZero();
    }

    @Test
    void whileOpensFailOneAtATimeIsTried() {
        OpenBounds bounds = bounds();
        assertThat(bounds.failed(new IOException("refused"), 0)).isEqualTo(1);
        assertThat(bounds.failed(new IOException("refused"), 0)).isEqualTo(2);
        assertThat(bounds.room(0, 0, 0)).isEqualTo(1);
        assertThat(bounds.room(1, 1, 0)).isZero();
        bounds.opened();
        assertThat(bounds.room(0, 0, 0)).isEqualTo(4);
    }

    @Test
    void whatServersHaveRoomForBoundsOpensToo() {
        OpenBounds bounds = bounds();
        bounds.refused(2, 0);
        assertThat(bounds.limit(0)).isEqualTo(2);
        assertThat(bounds.room(1, 0, 0)).isEqualTo(1);
        assertThat(bounds.limit(1_000 * MS)).isEqualTo(10);
    }

    @Test
    void anOpenForgetsWhatAFullServerHasRefused() {
        OpenBounds bounds = bounds();
        for (int i = 0; i < 6; i++) {
            bounds.refused(2, 0);
        }
        assertThat(bounds.limit(30_000 * MS)).isEqualTo(10);
        bounds.opened();
        bounds.refused(2, 0);
        assertThat(bounds.limit(1_000 * MS))
                .as("a first refusal counts for a second")
                .isEqualTo(10);
    }

    @Test
    void whenToTryAgainIsTheLaterOfBackOffAndAdmissionButNoLaterThanTheCeilingLifts() {
        OpenBounds bounds = bounds();
        assertThat(bounds.opensIn(7, 0)).as("nothing fails").isEqualTo(Long.MAX_VALUE);
        bounds.failed(new IOException("refused"), 0);
        assertThat(bounds.opensIn(0, 0)).isEqualTo(bounds.retryIn(0)).isPositive();
        assertThat(bounds.opensIn(60_000 * MS, 0)).isEqualTo(60_000 * MS);
        bounds.refused(2, 0);
        assertThat(bounds.opensIn(60_000 * MS, 0)).isBetween(250 * MS, 1_000 * MS);
    }

    @Test
    void theLastFailureIsToldWithItsAgeUntilAnOpenSucceeds() {
        OpenBounds bounds = bounds();
        assertThat(bounds.failure(0)).isNull();
        IOException why = new IOException("refused");
        bounds.failed(why, 3 * MS);
        OpenFailure failure = bounds.failure(8 * MS);
        assertThat(failure).isNotNull();
        assertThat(failure.cause()).isSameAs(why);
        assertThat(failure.age()).isEqualTo(Duration.ofMillis(5));
        bounds.forgetFailures();
        assertThat(bounds.failure(8 * MS)).isNull();
        assertThat(bounds.retryIn(8 * MS)).isZero();
    }

    @Test
    void theAdviceNamesTheAgeAtWhichOnlyTheOldDie() {
        IdleDeaths deaths = new IdleDeaths();
        assertThat(deaths.advice()).isNull();
        deaths.lived(2_000 * MS);
        deaths.died(3_400 * MS, true, 0);
        assertThat(deaths.advice()).contains("after 3.4 s", "none after 2.0 s or less");
    }

    @Test
    void deathsThatAgeDoesNotExplainGiveNoAdvice() {
        IdleDeaths deaths = new IdleDeaths();
        deaths.died(3_400 * MS, false, 0);
        assertThat(deaths.advice()).as("it died with its server").isNull();
        deaths.lived(5_000 * MS);
        deaths.died(3_400 * MS, true, 0);
        assertThat(deaths.advice()).as("older ones live").isNull();
    }

    @Test
    void deathsAboutTheTimeOfAFailedOpenGiveNoAdvice() {
        IdleDeaths deaths = new IdleDeaths();
        deaths.openFailed(0);
        deaths.died(29_500 * MS, true, 3 * MS);
        assertThat(deaths.advice()).as("the server was down").isNull();
        deaths.died(29_500 * MS, true, 61_000 * MS);
        assertThat(deaths.advice()).as("it is up for long").isNotNull();
        deaths.openFailed(62_000 * MS);
        assertThat(deaths.advice()).as("it was going down").isNull();
    }

    @Test
    void anOpenThatFailsLongAfterADeathTakesNoAdviceBack() {
        IdleDeaths deaths = new IdleDeaths();
        deaths.died(29_500 * MS, true, 0);
        deaths.openFailed(61_000 * MS);
        assertThat(deaths.advice()).contains("29.5 s");
    }
}
