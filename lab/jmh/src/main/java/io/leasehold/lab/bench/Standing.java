package io.leasehold.lab.bench;

import io.leasehold.lab.peers.Contestant;
import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.PoolContestant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Where Leasehold stands among the peers of a row. "First" is said only if no other's range overlaps its own. A peer that does not do
 * what the row's profile asks for is shown and named, and Leasehold is not held against it.
 */
final class Standing {
    private static final double NEAR_THE_FIRST = 0.9;
    private static final double TIMES_THE_FLOOR = 3;

    private Standing() {}

    static List<String> of(Row row, Function<Contestant, Samples> samples) {
        List<PoolContestant> peers = row.contestants().stream()
                .filter(PoolContestant.class::isInstance)
                .map(PoolContestant.class::cast)
                .filter(peer -> peer != Contestants.LEASEHOLD)
                .toList();
        PoolContestant best = peers.stream()
                .filter(peer -> peer.lacks().isEmpty())
                .max(Comparator.comparingDouble(peer -> samples.apply(peer).median()))
                .orElseThrow();
        Samples own = samples.apply(Contestants.LEASEHOLD);
        Samples first = samples.apply(best);
        List<String> sentences = new ArrayList<>(List.of(place(own, first, best), near(own, first)));
        peers.stream()
                .filter(peer -> !peer.lacks().isEmpty())
                .forEach(peer -> sentences.add(peer.title() + " " + peer.lacks() + "; nothing is held against it"));
        return sentences;
    }

    /** The floor is a time: a third of its throughput is three times its time. */
    static String besideTheFloor(Samples own, Samples floor) {
        double low = floor.lowest() / own.highest();
        double high = floor.highest() / own.lowest();
        return String.format(
                "within %.0f times the floor: %s at %.2f times, %.2f to %.2f",
                TIMES_THE_FLOOR,
                Target.word(high <= TIMES_THE_FLOOR, low > TIMES_THE_FLOOR),
                floor.median() / own.median(),
                low,
                high);
    }

    private static String place(Samples own, Samples other, PoolContestant best) {
        if (own.lowest() > other.highest()) {
            return "Leasehold is first";
        }
        if (own.highest() < other.lowest()) {
            return String.format(
                    "Leasehold is %.0f %% behind %s", 100 * (1 - own.median() / other.median()), best.title());
        }
        return "Leasehold and " + best.title() + " overlap";
    }

    private static String near(Samples own, Samples first) {
        double low = own.lowest() / first.highest();
        double high = own.highest() / first.lowest();
        return String.format(
                "first, or within 10 %% of the first: %s at %.2f times the best other, %.2f to %.2f",
                Target.word(low >= NEAR_THE_FIRST, high < NEAR_THE_FIRST), own.median() / first.median(), low, high);
    }
}
