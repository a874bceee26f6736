package io.leasehold.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.lab.chaos.run.Bug;
import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Invariant;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Outcome;
import io.leasehold.lab.chaos.run.Planted;
import io.leasehold.lab.chaos.run.Run;
import io.leasehold.lab.chaos.run.Schedule;
import io.leasehold.lab.chaos.run.Threads;
import io.leasehold.lab.chaos.run.Violation;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that cannot find a broken invariant proves nothing: each is broken once on purpose. */
@Tag("timed")
class BugsAreFoundTest {

    /** Everything is in order but for the bug. */
    private static final class NoMishap implements Mishap {
        @Override
        public void strike(Field field) {
            // nothing happens
        }

        @Override
        public long delivered(Field field) {
            return 1;
        }
    }

    /** The one of many that is over soonest. */
    private static final Schedule SCHEDULE = LongStream.range(0, 1_000)
            .mapToObj(seed -> Schedule.draw(seed, DatabaseKind.H2, Threads.PLATFORM))
            .min(Comparator.comparing(BugsAreFoundTest::length))
            .orElseThrow();

    private static Duration length(Schedule schedule) {
        return schedule.faultAfter()
                .plus(schedule.faultFor())
                .plus(schedule.pool().acquireTimeout());
    }

    private static Outcome run(Planted planted) throws Exception {
        return Run.of(SCHEDULE, new NoMishap(), Databases.h2(), planted);
    }

    @ParameterizedTest
    @EnumSource
    void theBrokenInvariantIsNamed(Bug bug) throws Exception {
        assertThat(run(bug.planted()).violations())
                .extracting(Violation::invariant)
                .contains(bug.broken());
    }

    @Test
    void eachInvariantIsBrokenByABug() {
        assertThat(Arrays.stream(Bug.values()).map(Bug::broken)).containsExactlyInAnyOrder(Invariant.values());
    }

    @Test
    void whereNothingIsBrokenNothingIsFound() throws Exception {
        Outcome outcome = run(Planted.NOTHING);
        assertThat(outcome.violations()).isEmpty();
        assertThat(outcome.exercised()).isTrue();
        assertThat(outcome.committed()).isPositive();
    }
}
