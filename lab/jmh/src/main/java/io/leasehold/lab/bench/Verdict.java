package io.leasehold.lab.bench;

import io.leasehold.lab.peers.Contestant;
import io.leasehold.lab.peers.Contestants;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Says in words where Leasehold stands in a row. "First" is said only if no other's range overlaps its own. */
final class Verdict {
    private Verdict() {}

    static List<String> of(Row row, Function<Contestant, Samples> samples) {
        if (row.profile().equals(Plan.SHARED)) {
            return SharedTarget.of(row, samples);
        }
        if (row.profile().equals(Plan.KEYED)) {
            return KeyedTarget.of(row, samples);
        }
        if (row.profile().equals(Plan.PRICE) || !row.contestants().contains(Contestants.LEASEHOLD)) {
            return List.of();
        }
        Samples own = samples.apply(Contestants.LEASEHOLD);
        List<String> sentences = new ArrayList<>(List.of(place(row, samples, own)));
        Target.of(row).ifPresent(target -> sentences.add(target.verdict(own, samples.apply(Contestants.HIKARICP))));
        return sentences;
    }

    private static String place(Row row, Function<Contestant, Samples> samples, Samples own) {
        Contestant best = row.contestants().stream()
                .filter(contestant -> contestant != Contestants.LEASEHOLD)
                .max(Comparator.comparingDouble(
                        contestant -> samples.apply(contestant).median()))
                .orElseThrow();
        Samples other = samples.apply(best);
        if (own.lowest() > other.highest()) {
            return "Leasehold is first";
        }
        if (own.highest() < other.lowest()) {
            return String.format(
                    "Leasehold is %.0f %% behind %s", 100 * (1 - own.median() / other.median()), best.title());
        }
        return "Leasehold and " + best.title() + " overlap";
    }
}
