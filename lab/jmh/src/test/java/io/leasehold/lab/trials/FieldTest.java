package io.leasehold.lab.trials;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.PoolContestant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of a trial, by figures as written. */
class FieldTest {
    private static final Column TIME = Column.less("ms", 0);
    private static final Column RATE = Column.more("per second", 0);

    private static Field field(double[] own, double[] hikari) {
        return new Field(
                List.of(TIME, RATE),
                Map.of(Contestants.LEASEHOLD, nCopies(5, own), Contestants.HIKARICP, nCopies(5, hikari)));
    }

    @Test
    void lessTimeIsBetter() {
        Field field = field(new double[] {100, 0}, new double[] {500, 0});
        assertThat(field.timesHikari(TIME, 4))
                .isEqualTo("ms, 4 times as good as HikariCP's: reached at 5.00 times as good, 5.00 to 5.00");
        assertThat(field.timesHikari(TIME, 6)).contains("missed at 5.00");
    }

    @Test
    void moreThroughputIsBetter() {
        Field field = field(new double[] {0, 80}, new double[] {0, 100});
        assertThat(field.amongTheFirst(RATE)).contains("missed at 0.80");
        assertThat(field.notBelowHikari(RATE)).endsWith("missed");
    }

    @Test
    void nothingAtAllIsNoMore() {
        assertThat(field(new double[] {0, 0}, new double[] {45, 0}).noMoreThanHikari(TIME))
                .isEqualTo("ms, no more than HikariCP's: reached at 0 to 0 beside 45 to 45");
        assertThat(field(new double[] {46, 0}, new double[] {45, 0}).noMoreThanHikari(TIME))
                .contains("missed");
    }

    @Test
    void aTargetThatSomeRunsReachAndOthersMissIsNotResolved() {
        Field field = new Field(
                List.of(TIME),
                Map.of(Contestants.LEASEHOLD, List.of(alone(3), alone(5), alone(4), alone(4), alone(4))));
        assertThat(field.atMost(TIME, 4)).isEqualTo("ms, at most 4: not resolved by these runs at 3 to 5");
        assertThat(field.atMost(TIME, 5)).contains("reached");
        assertThat(field.atMost(TIME, 2)).contains("missed");
    }

    @Test
    void lessThanNothingIsAsGoodAsCanBe() {
        Field field = new Field(
                List.of(TIME),
                Map.of(
                        Contestants.LEASEHOLD,
                        List.of(alone(-2), alone(1), alone(1), alone(1), alone(13)),
                        Contestants.HIKARICP,
                        nCopies(5, new double[] {52})));
        assertThat(field.timesHikari(TIME, 5))
                .isEqualTo("ms, 5 times as good as HikariCP's: not resolved by these runs at 52.00 times as good, 4.00"
                        + " to Infinity");
        assertThat(field.timesHikari(TIME, 4)).contains("reached");
    }

    @Test
    void ofFewRunsNothingIsSaid() {
        Field field = new Field(List.of(TIME), Map.of(Contestants.LEASEHOLD, nCopies(4, new double[] {3})));
        assertThat(field.atMost(TIME, 4)).contains("not resolved");
    }

    @Test
    void whoDoesNotKeepWhatTheOthersKeepIsNobodysMeasure() {
        PoolContestant mybatis = Contestants.byId("mybatis-safe");
        Field field = new Field(
                List.of(TIME),
                Map.of(
                        Contestants.LEASEHOLD,
                        nCopies(5, new double[] {10}),
                        Contestants.HIKARICP,
                        nCopies(5, new double[] {20}),
                        mybatis,
                        nCopies(5, new double[] {1})));
        assertThat(field.amongTheFirst(TIME)).contains("reached at 2.00").contains("HikariCP");
    }

    /** The figures of a run that took one. */
    private static double[] alone(double figure) {
        return new double[] {figure};
    }
}
