package io.leasehold.lab.bench;

import io.leasehold.lab.peers.Contestant;
import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.LeaseholdFacts;
import io.leasehold.lab.peers.Price;
import java.util.List;
import java.util.function.Function;

/**
 * What facts cost, in percent of a cycle: of the cycle as shipped, for what is always on; on top of it, for what is added.
 */
final class FactsTarget {
    private static final double FACTS_PERCENT = 10;
    private static final double JFR_PERCENT = 15;
    private static final double NO_TARGET = Double.NaN;

    private FactsTarget() {}

    static List<String> of(Row row, Function<Contestant, Samples> samples) {
        if (row.profile().equals(Plan.FACTS)) {
            Samples shipped = samples.apply(Contestants.LEASEHOLD);
            return List.of(
                    within("sampling of sites", shipped, samples.apply(LeaseholdFacts.UNSAMPLED), NO_TARGET),
                    onTop("JFR on", shipped, samples.apply(LeaseholdFacts.RECORDED), JFR_PERCENT),
                    onTop("JFR on and each lease recorded", shipped, samples.apply(LeaseholdFacts.HELD), NO_TARGET),
                    onTop("metrics", shipped, samples.apply(LeaseholdFacts.METERED), NO_TARGET));
        }
        if (row.setting().workload() != Workload.PRICED_CYCLE) {
            return List.of();
        }
        Samples all = samples.apply(Price.EVERYTHING);
        return List.of(
                within("holder facts", all, samples.apply(Price.HOLDER_FACTS), NO_TARGET),
                within("sampling of sites", all, samples.apply(Price.SITES), NO_TARGET),
                within("all facts", all, samples.apply(Price.FACTS), FACTS_PERCENT));
    }

    /** The share of the whole that is gone without it. Throughput is the inverse of time. */
    private static String within(String what, Samples whole, Samples without, double most) {
        return sentence(
                what,
                most,
                100 * (1 - whole.median() / without.median()),
                100 * (1 - whole.highest() / without.lowest()),
                100 * (1 - whole.lowest() / without.highest()),
                whole,
                without);
    }

    /** What it adds to the whole. */
    private static String onTop(String what, Samples whole, Samples with, double most) {
        return sentence(
                what,
                most,
                100 * (whole.median() / with.median() - 1),
                100 * (whole.lowest() / with.highest() - 1),
                100 * (whole.highest() / with.lowest() - 1),
                whole,
                with);
    }

    private static String sentence(
            String what, double most, double percent, double low, double high, Samples one, Samples other) {
        String figures = String.format("%.1f %% of a cycle, %.1f to %.1f", percent, low, high);
        return Double.isNaN(most)
                ? what + ": " + figures
                : String.format(
                        "%s, at most %.0f %%: %s at %s",
                        what, most, Target.word(high <= most, low > most, one, other), figures);
    }
}
