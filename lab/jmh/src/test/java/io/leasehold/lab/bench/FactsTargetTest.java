package io.leasehold.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.peers.Contestant;
import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.LeaseholdFacts;
import io.leasehold.lab.peers.Price;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Costs in percent of a cycle, from throughputs as written. */
class FactsTargetTest {
    private static Samples at(double perMicrosecond) {
        return new Samples(Collections.nCopies(5, new Sample(perMicrosecond, 48)));
    }

    private static List<String> verdict(Workload workload, String profile, Map<Contestant, Samples> samples) {
        Setting setting = new Setting(workload, 32, 0, Collector.G1, Jdk.current());
        return FactsTarget.of(new Row(setting, profile, List.copyOf(samples.keySet())), samples::get);
    }

    @Test
    void whatIsAlwaysOnIsAShareOfTheCycle() {
        assertThat(verdict(
                        Workload.PRICED_CYCLE,
                        Plan.PRICE,
                        Map.of(
                                Price.EVERYTHING,
                                at(80),
                                Price.HOLDER_FACTS,
                                at(100),
                                Price.SITES,
                                at(80),
                                Price.FACTS,
                                at(100))))
                .containsExactly(
                        "holder facts: 20.0 % of a cycle, 20.0 to 20.0",
                        "sampling of sites: 0.0 % of a cycle, 0.0 to 0.0",
                        "all facts, at most 10 %: missed at 20.0 % of a cycle, 20.0 to 20.0");
    }

    @Test
    void whatIsAddedIsOnTopOfIt() {
        assertThat(verdict(
                        Workload.CYCLE,
                        Plan.FACTS,
                        Map.of(
                                Contestants.LEASEHOLD,
                                at(100),
                                LeaseholdFacts.UNSAMPLED,
                                at(100),
                                LeaseholdFacts.RECORDED,
                                at(80),
                                LeaseholdFacts.HELD,
                                at(40),
                                LeaseholdFacts.METERED,
                                at(50))))
                .containsExactly(
                        "sampling of sites: 0.0 % of a cycle, 0.0 to 0.0",
                        "JFR on, at most 15 %: missed at 25.0 % of a cycle, 25.0 to 25.0",
                        "JFR on and each lease recorded: 150.0 % of a cycle, 150.0 to 150.0",
                        "metrics: 100.0 % of a cycle, 100.0 to 100.0");
    }
}
