package io.leasehold.lab.bench;

import io.leasehold.lab.peers.Contestant;
import io.leasehold.lab.peers.Contestants;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/** Says in words where Leasehold stands in a row. "First" is said only if no other's range overlaps its own. */
final class Verdict {
    private Verdict() {}

    static Optional<String> of(Row row, Function<Contestant, Samples> samples) {
        if (row.profile().equals(Plan.PRICE) || !row.contestants().contains(Contestants.LEASEHOLD)) {
            return Optional.empty();
        }
        Samples own = samples.apply(Contestants.LEASEHOLD);
        String place = place(row, samples, own);
        return Optional.of(Target.of(row)
                .map(target -> place + "; " + target.verdict(own, samples.apply(Contestants.HIKARICP)))
                .orElse(place));
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
