package io.leasehold.lab.wait;

import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.PoolContestant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Holds a row against the target: throughput beside the peers, and the tail of the wait beside the ideal line. */
final class Verdict {
    private static final double FLOOR_MILLIS = 20;

    private final Row row;
    private final Function<PoolContestant, Medians> medians;

    private Verdict(Row row, Function<PoolContestant, Medians> medians) {
        this.row = row;
        this.medians = medians;
    }

    static List<String> of(Row row, Function<PoolContestant, Medians> medians) {
        if (!row.contestants().contains(Contestants.LEASEHOLD)) {
            return List.of();
        }
        return new Verdict(row, medians).sentences();
    }

    private List<String> sentences() {
        Medians own = medians.apply(Contestants.LEASEHOLD);
        Medians hikari = medians.apply(Contestants.HIKARICP);
        List<String> parts = new ArrayList<>();
        double best = row.contestants().stream()
                .filter(PoolContestant::letsRunningThreadsPass)
                .mapToDouble(contestant -> medians.apply(contestant).throughput())
                .max()
                .orElseThrow();
        parts.add(String.format(
                "throughput %.1f %% of its class's best (target 95): %s",
                100 * own.throughput() / best, said(own.throughput() >= 0.95 * best)));
        double spread = Math.max(own.highest() - own.lowest(), hikari.highest() - hikari.lowest());
        parts.add("not below HikariCP's by more than the spread: "
                + said(own.throughput() >= hikari.throughput() - spread));
        double limit = Math.max(3 * own.ideal().p999(), FLOOR_MILLIS);
        parts.add(String.format(
                "p99.9 at most %.0f ms: %s", limit, said(own.waited().p999() <= limit)));
        parts.add(String.format(
                "longest at most %.0f ms: %s", 2 * limit, said(own.waited().max() <= 2 * limit)));
        return parts;
    }

    private static String said(boolean reached) {
        return reached ? "reached" : "missed";
    }
}
