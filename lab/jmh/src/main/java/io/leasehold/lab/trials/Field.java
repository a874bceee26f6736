package io.leasehold.lab.trials;

import io.leasehold.lab.Median;
import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.PoolContestant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * All who took part in a trial, with every run of each; says how Leasehold stands among them. A target is reached or missed only where
 * all runs say so, and there are enough of them. Immutable.
 */
public final class Field {
    static final String MISSED = "missed";
    static final String UNRESOLVED = "not resolved by these runs";

    private static final String REACHED = "reached";

    private final List<Column> columns;
    private final Map<PoolContestant, List<double[]>> runs;

    Field(List<Column> columns, Map<PoolContestant, List<double[]>> runs) {
        this.columns = columns;
        this.runs = runs;
    }

    /** Of those who keep all the others keep, the best in the column, but for Leasehold. */
    private PoolContestant best(Column column) {
        Comparator<PoolContestant> order = Comparator.comparingDouble(contestant -> median(contestant, column));
        return runs.keySet().stream()
                .filter(contestant -> contestant != Contestants.LEASEHOLD)
                .filter(contestant -> contestant.lacks().isEmpty())
                .max(column.more() ? order : order.reversed())
                .orElseThrow();
    }

    /** First, or within a tenth of the first. */
    String amongTheFirst(Column column) {
        PoolContestant best = best(column);
        return times(column, best, 0.9, "first or within 10 % of the first, " + best.title());
    }

    /** At least so many times as good as a peer. */
    String timesHikari(Column column, double atLeast) {
        String wanted =
                atLeast == 1 ? "no worse than HikariCP's" : String.format("%.0f times as good as HikariCP's", atLeast);
        return times(column, Contestants.HIKARICP, atLeast, wanted);
    }

    /** Where more is better: not below HikariCP's by more than the runs of both spread. */
    String notBelowHikari(Column column) {
        boolean below = worst(Contestants.LEASEHOLD, column, false) < worst(Contestants.HIKARICP, column, true);
        return column.name() + ", not below HikariCP's by more than the spread of the runs: "
                + (below ? MISSED : REACHED);
    }

    /** Where less is better: no more than HikariCP's. */
    String noMoreThanHikari(Column column) {
        double least = worst(Contestants.HIKARICP, column, true);
        double most = worst(Contestants.HIKARICP, column, false);
        double own = worst(Contestants.LEASEHOLD, column, false);
        double ownLeast = worst(Contestants.LEASEHOLD, column, true);
        return String.format(
                "%s, no more than HikariCP's: %s at %s to %s beside %s to %s",
                column.name(),
                word(own <= least, ownLeast > most),
                column.text(ownLeast),
                column.text(own),
                column.text(least),
                column.text(most));
    }

    private String times(Column column, PoolContestant other, double atLeast, String wanted) {
        boolean more = column.more();
        double ratio = ratio(median(Contestants.LEASEHOLD, column), median(other, column), more);
        double low = ratio(worst(Contestants.LEASEHOLD, column, more), worst(other, column, !more), more);
        double high = ratio(worst(Contestants.LEASEHOLD, column, !more), worst(other, column, more), more);
        return String.format(
                "%s, %s: %s at %.2f times as good, %.2f to %.2f",
                column.name(), wanted, word(low >= atLeast, high < atLeast), ratio, low, high);
    }

    /** At most so much. */
    String atMost(Column column, double most) {
        double low = worst(Contestants.LEASEHOLD, column, true);
        double high = worst(Contestants.LEASEHOLD, column, false);
        return String.format(
                "%s, at most %s: %s at %s to %s",
                column.name(), column.text(most), word(high <= most, low > most), column.text(low), column.text(high));
    }

    double median(PoolContestant contestant, Column column) {
        int index = columns.indexOf(column);
        return Median.of(of(contestant), run -> run[index]);
    }

    /** The lowest where more is better, else the highest. */
    double worst(PoolContestant contestant, Column column, boolean more) {
        int index = columns.indexOf(column);
        var values = of(contestant).stream().mapToDouble(run -> run[index]);
        return (more ? values.min() : values.max()).orElseThrow();
    }

    private List<double[]> of(PoolContestant contestant) {
        List<double[]> all = runs.get(contestant);
        if (all == null) {
            throw new IllegalArgumentException(contestant.title() + " did not take part.");
        }
        return all;
    }

    private static double ratio(double own, double other, boolean more) {
        // nothing at all is as good as nothing; where less is better it is as good as can be, and so is less than
        // nothing,
        // which a difference of two readings may be by chance
        if (own == other) {
            return 1;
        }
        return more ? own / other : own <= 0 ? Double.POSITIVE_INFINITY : other / own;
    }

    private String word(boolean reached, boolean missed) {
        boolean few = runs.values().stream().anyMatch(of -> of.size() < Median.FEWEST_THAT_DECIDE);
        return few ? UNRESOLVED : reached ? REACHED : missed ? MISSED : UNRESOLVED;
    }
}
