package io.leasehold.lab.wait;

import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.PoolContestant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * The class that Leasehold's throughput is held against in one row. Leasehold adapts, handing over where that is cheap or the
 * head of the line has waited past its turn, so that its class is read from what was observed in the row: the share of acquires that waited. Where
 * connections go from hand to hand, whoever comes while others wait waits as well; where running threads may pass, those
 * who pass do not. The rule:
 *
 * <ol>
 *   <li>the class is the one whose peers' mean share is nearer to Leasehold's own;
 *   <li>where the two classes' means are less than {@value #LEAST_DIFFERENCE} percentage points apart, the row does not tell the classes
 *       apart, and Leasehold is held against the best of both.
 * </ol>
 *
 * <p>Whichever it is, the comparison with both is printed. Immutable.
 */
final class RowClass {
    private static final int LEAST_DIFFERENCE = 10;

    private final Row row;
    private final Function<PoolContestant, Medians> medians;

    RowClass(Row row, Function<PoolContestant, Medians> medians) {
        this.row = row;
        this.medians = medians;
    }

    /** Leasehold's own class; empty if the row does not tell the two apart. */
    Optional<PoolClass> own() {
        double handing = percent(PoolClass.HANDS_OVER);
        double passing = percent(PoolClass.LETS_PASS);
        double own = percent(Contestants.LEASEHOLD);
        if (!(Math.abs(handing - passing) >= LEAST_DIFFERENCE)) {
            return Optional.empty();
        }
        boolean hands = Math.abs(own - handing) < Math.abs(own - passing);
        return Optional.of(hands ? PoolClass.HANDS_OVER : PoolClass.LETS_PASS);
    }

    /** The peer with the highest throughput; empty if the row has no peer of the class. */
    Optional<PoolContestant> best(PoolClass among) {
        return row.contestants().stream().filter(among::has).max(byThroughput());
    }

    /** The peer that Leasehold is held against. */
    PoolContestant best() {
        return own().flatMap(this::best)
                .or(() -> row.contestants().stream()
                        .filter(contestant -> contestant != Contestants.LEASEHOLD)
                        .max(byThroughput()))
                .orElseThrow();
    }

    String sentence() {
        double handing = percent(PoolClass.HANDS_OVER);
        double passing = percent(PoolClass.LETS_PASS);
        String seen = String.format(
                "%.0f %% of its acquires waited, %s of those of pools that %s, %s of those of pools that %s",
                percent(Contestants.LEASEHOLD),
                text(handing),
                PoolClass.HANDS_OVER.verb,
                text(passing),
                PoolClass.LETS_PASS.verb);
        return own().map(own -> "its class here, by the nearer share: pools that " + own.verb + " (" + seen + ")")
                .orElse("its class here: either, since the shares do not differ by " + LEAST_DIFFERENCE + " points ("
                        + seen + ")");
    }

    private double percent(PoolClass of) {
        return row.contestants().stream()
                .filter(of::has)
                .mapToDouble(this::percent)
                .average()
                .orElse(Double.NaN);
    }

    private double percent(PoolContestant contestant) {
        return 100 * medians.apply(contestant).of(Result::shareThatWaited);
    }

    private Comparator<PoolContestant> byThroughput() {
        return Comparator.comparingDouble(
                contestant -> medians.apply(contestant).throughput());
    }

    private static String text(double percent) {
        return Double.isNaN(percent) ? "none" : String.format("%.0f %%", percent);
    }
}
