package io.leasehold.lab.wait;

import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.PoolContestant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a row against the target: throughput beside the peers, and the tail of the wait beside the ideal line. */
final class Verdict {
    private static final double FLOOR_MILLIS = 20;

    private final Row row;
    private final Interleaved runs;

    private Verdict(Row row, Interleaved runs) {
        this.row = row;
        this.runs = runs;
    }

    static Optional<String> of(Row row, Interleaved runs) {
        if (!row.contestants().contains(Contestants.LEASEHOLD)) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(row, runs).text());
    }

    private String text() {
        Medians own = runs.of(row, Contestants.LEASEHOLD);
        Medians hikari = runs.of(row, Contestants.HIKARICP);
        List<String> parts = new ArrayList<>();
        double best = row.contestants().stream()
                .filter(PoolContestant::letsRunningThreadsPass)
                .mapToDouble(contestant -> runs.of(row, contestant).throughput())
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
        return String.join("; ", parts);
    }

    private static String said(boolean reached) {
        return reached ? "reached" : "missed";
    }
}
