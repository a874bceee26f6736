package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a line is served sooner by those who return than by opens, by the figures; instants are numbers. */
class LinePaceTest {

    private final LinePace pace = new LinePace();
    private final WaitLine line = new WaitLine();
    private final List<Waiter> waiters = new ArrayList<>();

    /** So many stand in line, since the instant 0. */
    private void lineUp(int count) {
        for (int i = 0; i < count; i++) {
            Waiter waiter = new Waiter(Thread.currentThread(), 0);
            assertThat(line.join(waiter, count)).isTrue();
            waiters.add(waiter);
        }
    }

    private void served(int count) {
        for (int i = 0; i < count; i++) {
            line.remove(waiters.remove(0));
        }
    }

    private boolean outrunsOpensAt(long now) {
        return pace.outrunsOpens(line, 1, now);
    }

    @Test
    void aLineIsGivenAQuarterOfWhatAnOpenTakes() {
        pace.opened(100);
        lineUp(3);
        assertThat(outrunsOpensAt(24)).isTrue();
        assertThat(outrunsOpensAt(25)).isFalse();
    }

    @Test
    void thenTheLastMustNotWaitForLongerThanAnOpenTakes() {
        pace.opened(100);
        lineUp(5);
        served(2);
        assertThat(outrunsOpensAt(66)).as("two in 66, so three in 99").isTrue();
        assertThat(outrunsOpensAt(67)).as("two in 67, so three in 101").isFalse();
    }

    @Test
    void aLineThatIsServedJustAsSoonNeedsNoOpen() {
        pace.opened(100);
        lineUp(4);
        served(2);
        assertThat(outrunsOpensAt(100)).isTrue();
        assertThat(outrunsOpensAt(101)).isFalse();
    }

    @Test
    void whatAnOpenTakesIsAveragedOverTheLast() {
        pace.opened(100);
        pace.opened(200);
        lineUp(2);
        assertThat(outrunsOpensAt(30)).as("a quarter of 125 is 31").isTrue();
        assertThat(outrunsOpensAt(31)).isFalse();
    }

    @Test
    void whereNothingIsHeldNothingComesBack() {
        pace.opened(100);
        lineUp(2);
        assertThat(pace.outrunsOpens(line, 0, 1)).isFalse();
    }

    @Test
    void whereNobodyWaitsThereIsNothingToOutrun() {
        pace.opened(100);
        assertThat(outrunsOpensAt(1)).isFalse();
    }
}
