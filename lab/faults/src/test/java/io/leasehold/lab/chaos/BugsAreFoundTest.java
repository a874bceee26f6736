package io.leasehold.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.lab.chaos.rows.Rows;
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
import io.leasehold.testbed.TestDatabase;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that cannot find a broken invariant proves nothing: each is broken once on purpose. */
@Tag("timed")
class BugsAreFoundTest {
    /** No row of the matrix. */
    private static final int NONE = 0;

    /** Everything is in order but for the bug. */
    private static final class NoMishap implements Mishap {
        private long struck;

        @Override
        public void strike(Field field) {
            struck++;
        }

        @Override
        public long delivered(Field field) {
            return struck;
        }
    }

    /** The one of many that is over soonest. */
    private static Schedule schedule(Mishap mishap) {
        return LongStream.range(0, 1_000)
                .mapToObj(seed -> Schedule.draw(seed, DatabaseKind.H2, Threads.PLATFORM))
                .min(Comparator.comparing(drawn -> length(mishap.fit(drawn))))
                .orElseThrow();
    }

    private static Duration length(Schedule schedule) {
        return schedule.faultAfter()
                .plus(schedule.faultFor())
                .plus(schedule.pool().acquireTimeout());
    }

    private static Outcome run(int row, Planted planted) throws Exception {
        if (row == NONE) {
            return run(new NoMishap(), Databases.h2(), planted);
        }
        Rows.Row found = Rows.all().stream()
                .filter(each -> each.number() == row)
                .findFirst()
                .orElseThrow();
        return run(found.mishap().get(), found.server(DatabaseKind.H2), planted);
    }

    private static Outcome run(Mishap mishap, TestDatabase server, Planted planted) throws Exception {
        return Run.of(schedule(mishap), mishap, server, planted);
    }

    private static List<Violation> found(Bug bug) throws Exception {
        return run(bug.row(), bug.planted()).violations();
    }

    @ParameterizedTest
    @EnumSource
    void theBrokenInvariantIsNamed(Bug bug) throws Exception {
        assertThat(found(bug)).extracting(Violation::invariant).contains(bug.broken());
    }

    @Test
    void eachInvariantIsBrokenByABug() {
        assertThat(Arrays.stream(Bug.values()).map(Bug::broken)).contains(Invariant.values());
    }

    /** Of the rows that have a bug of their own as well, so that it is the bug that is found there. */
    @ParameterizedTest
    @ValueSource(ints = {NONE, 14, 17, 22, 27})
    void whereNothingIsBrokenNothingIsFound(int row) throws Exception {
        Outcome outcome = run(row, Planted.NOTHING);
        assertThat(outcome.violations()).isEmpty();
        assertThat(outcome.doubts()).isEmpty();
        assertThat(outcome.exercised()).isTrue();
        assertThat(outcome.committed()).isPositive();
    }

    @Test
    void moreThanTheMaximumIsSeenWhileTheServerIsStopped() throws Exception {
        assertThat(found(Bug.MORE_WHILE_IT_LASTS))
                .extracting(Violation::what)
                .anyMatch(what -> what.contains("connections are open"));
    }

    @Test
    void whoIsRefusedInTimeThoughEverybodyMustBeServedIsFound() throws Exception {
        assertThat(found(Bug.REFUSED_IN_TIME))
                .extracting(Violation::what)
                .contains("1 acquires were refused, and none should have been");
    }

    @Test
    void aDeadSessionThatIsLentTwiceIsFoundThoughItsErrorIsHonest() throws Exception {
        assertThat(found(Bug.LENT_DEAD_TWICE))
                .extracting(Violation::what)
                .anyMatch(what -> what.contains("which another caller had found ended"));
    }
}
