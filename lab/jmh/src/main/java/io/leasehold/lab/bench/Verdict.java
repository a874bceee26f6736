package io.leasehold.lab.bench;

import io.leasehold.lab.peers.Contestant;
import io.leasehold.lab.peers.Contestants;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Says in words where Leasehold stands in a row. */
final class Verdict {
    private Verdict() {}

    static List<String> of(Row row, Function<Contestant, Samples> samples) {
        return switch (row.profile()) {
            case Plan.SHARED -> SharedTarget.of(row, samples);
            case Plan.KEYED -> KeyedTarget.of(row, samples);
            case Plan.PRICE, Plan.FACTS -> FactsTarget.of(row, samples);
            default -> amongPeers(row, samples);
        };
    }

    private static List<String> amongPeers(Row row, Function<Contestant, Samples> samples) {
        Samples own = samples.apply(Contestants.LEASEHOLD);
        Samples hikari = samples.apply(Contestants.HIKARICP);
        List<String> sentences = new ArrayList<>(Standing.of(row, samples));
        sentences.add("not below HikariCP by more than the spread of the forks: "
                + (own.highest() < hikari.lowest() ? Target.MISSED : Target.REACHED));
        Target.of(row).ifPresent(target -> sentences.add(target.verdict(own, hikari)));
        if (row.contestants().contains(Floor.CONTESTANT)) {
            sentences.add(Standing.besideTheFloor(own, samples.apply(Floor.CONTESTANT)));
        }
        return sentences;
    }
}
