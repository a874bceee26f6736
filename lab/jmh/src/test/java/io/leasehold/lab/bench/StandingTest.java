package io.leasehold.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.peers.Contestant;
import io.leasehold.lab.peers.Contestants;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is said to be first, by throughputs as written. */
class StandingTest {
    private final Row row = new Row(
            new Setting(Workload.CYCLE, 32, 0, Collector.G1, Jdk.current()), Plan.SAFE, Contestants.equallySafe(true));
    private final Map<Contestant, Samples> samples = new HashMap<>();

    StandingTest() {
        row.contestants().forEach(contestant -> samples.put(contestant, samples(5, 5, 5, 5, 5)));
        samples.put(Contestants.LEASEHOLD, samples(18, 19, 20, 21, 22));
    }

    private static Samples samples(double... perMicrosecond) {
        return new Samples(Arrays.stream(perMicrosecond)
                .mapToObj(each -> new Sample(each, 48))
                .toList());
    }

    private String place() {
        return Standing.of(row, samples::get).get(0);
    }

    @Test
    void whoIsFasterInEachForkIsFirst() {
        assertThat(place()).isEqualTo("Leasehold is first");
    }

    @Test
    void whoHasALowerMedianMayOverlapAllTheSame() {
        samples.put(Contestants.HIKARICP, samples(10, 10, 10, 10, 10));
        samples.put(Contestants.AGROAL_SAFE, samples(1, 1, 1, 1, 19));
        assertThat(place()).startsWith("Leasehold and Agroal").endsWith("overlap");
    }

    @Test
    void whoIsFasterAndKeepsLessIsToldOf() {
        samples.put(Contestants.byId("mybatis-safe"), samples(40, 40, 40, 40, 40));
        assertThat(place()).isEqualTo("Leasehold is first of those that do all that is asked for");
    }

    @Test
    void ofFewForksNobodyIsFirst() {
        Samples few = new Samples(Collections.nCopies(4, new Sample(20, 48)));
        samples.replaceAll((contestant, all) -> few);
        List<String> sentences = Standing.of(row, samples::get);
        assertThat(sentences.get(0)).isEqualTo("too few forks to say who is first");
        assertThat(sentences.get(1)).contains("not resolved");
    }
}
