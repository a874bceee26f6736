package io.leasehold.lab.wait;

import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.PoolContestant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Holds a row against the target: throughput beside the peers, and the tail of the wait beside the ideal line. */
final class Verdict {
    static final String MISSED = "missed";

    private static final double SHARE_OF_BEST = 0.95;
    private static final double FLOOR_MILLIS = 20;

    private final Function<PoolContestant, Medians> medians;
    private final RowClass rowClass;
    private final Medians own;

    private Verdict(Row row, Function<PoolContestant, Medians> medians) {
        this.medians = medians;
        this.rowClass = new RowClass(row, medians);
        this.own = medians.apply(Contestants.LEASEHOLD);
    }

    /** A sentence for each part of the target; none if Leasehold is not in the row. */
    static List<String> of(Row row, Function<PoolContestant, Medians> medians) {
        if (!row.contestants().contains(Contestants.LEASEHOLD)) {
            return List.of();
        }
        Verdict verdict = new Verdict(row, medians);
        return List.of(verdict.rowClass.sentence(), verdict.throughput(), verdict.besideHikari(), verdict.tail());
    }

    private String throughput() {
        PoolContestant held = rowClass.best();
        double share = share(held);
        List<String> parts = new ArrayList<>();
        parts.add(String.format(
                "throughput %.1f %% of %s's, the best of its class (target %.0f): %s",
                100 * share, held.title(), 100 * SHARE_OF_BEST, said(share >= SHARE_OF_BEST)));
        Arrays.stream(PoolClass.values())
                .map(this::besideBest)
                .flatMap(Optional::stream)
                .forEach(parts::add);
        return String.join("; ", parts);
    }

    private Optional<String> besideBest(PoolClass among) {
        return rowClass.best(among)
                .filter(best -> !Objects.equals(best, rowClass.best()))
                .map(best -> String.format(
                        "%.1f %% of %s's, the best of those that %s", 100 * share(best), best.title(), among.verb));
    }

    private String besideHikari() {
        Medians hikari = medians.apply(Contestants.HIKARICP);
        double spread = Math.max(own.highest() - own.lowest(), hikari.highest() - hikari.lowest());
        return "throughput not below HikariCP's by more than the spread of the runs: "
                + said(own.throughput() >= hikari.throughput() - spread);
    }

    private String tail() {
        double limit = Math.max(3 * own.ideal().p999(), FLOOR_MILLIS);
        return String.format(
                "p99.9 of those who waited at most %.0f ms: %s; longest at most %.0f ms: %s",
                limit,
                said(own.waited().p999() <= limit),
                2 * limit,
                said(own.waited().max() <= 2 * limit));
    }

    private double share(PoolContestant of) {
        return own.throughput() / medians.apply(of).throughput();
    }

    private static String said(boolean reached) {
        return reached ? "reached" : MISSED;
    }
}
