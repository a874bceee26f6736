package io.leasehold.lab.bench;

import io.leasehold.lab.peers.Contestant;
import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.PoolContestant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

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
        List<PoolContestant> equals =
                peers.stream().filter(peer -> peer.lacks().isEmpty()).toList();
        PoolContestant best = greatest(equals, peer -> samples.apply(peer).median());
        PoolContestant highest = greatest(equals, peer -> samples.apply(peer).highest());
        Samples own = samples.apply(Contestants.LEASEHOLD);
        Samples first = samples.apply(best);
        List<String> sentences = new ArrayList<>();
        if (!own.decide()) {
            sentences.add("too few forks to say who is first");
        } else if (own.lowest() > samples.apply(highest).highest()) {
            boolean ofAll = peers.stream().noneMatch(peer -> samples.apply(peer).highest() >= own.lowest());
            sentences.add("Leasehold is first" + (ofAll ? "" : " of those that do all that is asked for"));
        } else if (own.highest() < first.lowest()) {
            sentences.add(behind(own, first, best));
        } else {
            PoolContestant near = own.lowest() > first.highest() ? highest : best;
            sentences.add("Leasehold and " + near.title() + " overlap");
        }
        sentences.add(near(own, first));
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
                Target.word(high <= TIMES_THE_FLOOR, low > TIMES_THE_FLOOR, own, floor),
                floor.median() / own.median(),
                low,
                high);
    }

    private static PoolContestant greatest(List<PoolContestant> of, ToDoubleFunction<PoolContestant> figure) {
        return of.stream().max(Comparator.comparingDouble(figure)).orElseThrow();
    }

    private static String behind(Samples own, Samples other, PoolContestant best) {
        return String.format("Leasehold is %.0f %% behind %s", 100 * (1 - own.median() / other.median()), best.title());
    }

    private static String near(Samples own, Samples first) {
        double low = own.lowest() / first.highest();
        double high = own.highest() / first.lowest();
        return String.format(
                "first, or within 10 %% of the first: %s at %.2f times the best other, %.2f to %.2f",
                Target.word(low >= NEAR_THE_FIRST, high < NEAR_THE_FIRST, own, first),
                own.median() / first.median(),
                low,
                high);
    }
}
