package io.leasehold.lab.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.PoolContestant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures as written, and what is said of them. */
class VerdictTest {
    private final Row row =
            new Row(Scenario.closed(32, 4, Hold.ONE_MILLISECOND, false), Jdk.current(), Contestants.thatWaitInBrief());
    private final Map<PoolContestant, Medians> medians = new HashMap<>();

    private void measured(PoolContestant contestant, double leasesPerSecond, double shareThatWaited) {
        Quantiles waits = new Quantiles(1, 2, 19, 41);
        Result result = new Result(
                leasesPerSecond,
                shareThatWaited,
                waits,
                waits,
                new Quantiles(1, 2, 3, 4),
                1,
                new Spread(1, 1, 0),
                0,
                0);
        medians.put(contestant, new Medians(List.of(result)));
    }

    private void peersMeasured(double passingShare, double handingShare) {
        measured(Contestants.HIKARICP, 4_000, passingShare);
        measured(Contestants.AGROAL_SAFE, 3_900, passingShare);
        measured(Contestants.TOMCAT, 3_000, handingShare);
    }

    private List<String> verdict() {
        return Verdict.of(row, medians::get);
    }

    @Test
    void whereMostWaitLeaseholdIsHeldAgainstThoseThatHandOver() {
        peersMeasured(0.3, 1);
        measured(Contestants.LEASEHOLD, 3_300, 0.85);
        assertThat(verdict().get(0)).startsWith("its class here, by the nearer share: pools that hand over (85 % of");
        assertThat(verdict().get(1))
                .matches("throughput 110\\.0 % of Tomcat .*'s, the best of its class \\(target 95\\): reached; "
                        + "82\\.5 % of HikariCP .*'s, the best of those that let running threads pass");
    }

    @Test
    void whereMostPassLeaseholdIsHeldAgainstThoseThatLetPass() {
        peersMeasured(0.3, 1);
        measured(Contestants.LEASEHOLD, 3_300, 0.4);
        assertThat(verdict().get(0)).contains("pools that let running threads pass (40 %");
        assertThat(verdict().get(1))
                .matches("throughput 82\\.5 % of HikariCP .*'s, the best of its class \\(target 95\\): missed; "
                        + "110\\.0 % of Tomcat .*'s, the best of those that hand over");
    }

    @Test
    void whereTheClassesAreAlikeLeaseholdIsHeldAgainstTheBestOfBoth() {
        peersMeasured(0.71, 0.8);
        measured(Contestants.LEASEHOLD, 3_300, 0.8);
        assertThat(verdict().get(0)).startsWith("its class here: either");
        assertThat(verdict().get(1)).startsWith("throughput 82.5 % of HikariCP").contains("missed; 110.0 % of Tomcat");
    }

    @Test
    void whoHasAFairQueueHandsOver() {
        assertThat(Contestants.thatWait())
                .filteredOn(contestant -> contestant.settings().matches("(?i).*(fairness|fairQueue|poolFair).*"))
                .hasSize(3)
                .noneMatch(PoolContestant::letsRunningThreadsPass);
    }

    @Test
    void theTailIsHeldAgainstTheIdealLineOrTwentyMilliseconds() {
        peersMeasured(0.3, 1);
        measured(Contestants.LEASEHOLD, 3_300, 0.4);
        assertThat(verdict().get(3))
                .isEqualTo("p99.9 of those who waited at most 20 ms: reached; longest at most 40 ms: missed");
    }
}
