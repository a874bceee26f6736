package io.leasehold.lab.bench;

import io.leasehold.lab.peers.Contestant;
import io.leasehold.lab.peers.SharedContestants;
import java.util.List;
import java.util.function.Function;

/** What Leasehold means to reach in sharing: not slower than HBase's cache with one thread, far ahead of both with many. */
final class SharedTarget {
    private SharedTarget() {}

    static List<String> of(Row row, Function<Contestant, Samples> samples) {
        Samples own = samples.apply(SharedContestants.LEASEHOLD);
        Samples cache = samples.apply(SharedContestants.CONNECTION_CACHE);
        if (row.setting().workload() == Workload.SHARED_BY_ONE) {
            return List.of(
                    new Target("sharing", "ConnectionCache", 1, 2, Double.POSITIVE_INFINITY).verdict(own, cache));
        }
        Samples keyed = samples.apply(SharedContestants.KEYED);
        return List.of(
                new Target("sharing", "ConnectionCache", 3, 5, Double.POSITIVE_INFINITY).verdict(own, cache),
                new Target("sharing", "Commons Pool", 10, 20, Double.POSITIVE_INFINITY).verdict(own, keyed));
    }
}
