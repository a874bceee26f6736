package io.leasehold.lab.bench;

import io.leasehold.lab.peers.Contestant;
import io.leasehold.lab.peers.KeyedContestants;
import java.util.List;
import java.util.function.Function;

/** What Leasehold means to reach in lending by a key: far ahead of a keyed pool where many threads use one endpoint. */
final class KeyedTarget {
    private KeyedTarget() {}

    static List<String> of(Row row, Function<Contestant, Samples> samples) {
        if (row.setting().workload() != Workload.KEYED_BY_MANY) {
            return List.of();
        }
        Target target = new Target("keyed", "Commons Pool", 10, 20, Double.POSITIVE_INFINITY);
        return List.of(
                target.verdict(samples.apply(KeyedContestants.LEASEHOLD), samples.apply(KeyedContestants.COMMONS)));
    }
}
