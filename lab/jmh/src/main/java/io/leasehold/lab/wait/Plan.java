package io.leasehold.lab.wait;

import static io.leasehold.lab.wait.Hold.EMPTY;
import static io.leasehold.lab.wait.Hold.MIXED;
import static io.leasehold.lab.wait.Hold.ONE_MILLISECOND;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.PoolContestant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows a run has. */
final class Plan {
    private final List<Row> rows = new ArrayList<>();
    private final List<PoolContestant> contestants;
    private final Jdk jdk;
    private final @Nullable Jdk newer;

    private Plan(List<PoolContestant> contestants, Jdk jdk, @Nullable Jdk newer) {
        this.contestants = contestants;
        this.jdk = jdk;
        this.newer = jdk.hasVirtualThreads() ? jdk : newer;
    }

    static List<Row> quick(Jdk jdk, @Nullable Jdk newer) {
        Plan plan = new Plan(Contestants.thatWaitInBrief(), jdk, newer);
        plan.platform(ONE_MILLISECOND, EMPTY, MIXED);
        plan.virtual(ONE_MILLISECOND);
        plan.open(70, 90, 95);
        return plan.rows;
    }

    static List<Row> full(Jdk jdk, @Nullable Jdk newer) {
        return full(new Plan(Contestants.thatWait(), jdk, newer));
    }

    /** The same rows for a run that is not judged: hardly anybody in them. */
    static List<Row> smoke(Jdk jdk, @Nullable Jdk newer) {
        return full(new Plan(List.of(Contestants.HIKARICP, Contestants.LEASEHOLD), jdk, newer));
    }

    private static List<Row> full(Plan plan) {
        plan.platform(ONE_MILLISECOND, EMPTY, MIXED);
        plan.platform(8, ONE_MILLISECOND);
        plan.platform(200, ONE_MILLISECOND);
        plan.virtual(ONE_MILLISECOND, EMPTY, MIXED);
        plan.virtual(100_000, ONE_MILLISECOND);
        plan.open(70, 90, 95);
        return plan.rows;
    }

    private void platform(Hold... holds) {
        for (Hold hold : holds) {
            platform(32, hold);
        }
    }

    private void platform(int threads, Hold hold) {
        rows.add(new Row(Scenario.closed(threads, 4, hold, false), jdk, contestants));
    }

    private void virtual(Hold... holds) {
        for (Hold hold : holds) {
            virtual(2_000, hold);
        }
    }

    private void virtual(int threads, Hold hold) {
        if (newer != null) {
            rows.add(new Row(Scenario.closed(threads, 32, hold, true), newer, contestants));
        }
    }

    private void open(int... loads) {
        for (int load : loads) {
            rows.add(new Row(Scenario.open(128, 4, ONE_MILLISECOND, load), jdk, contestants));
        }
    }
}
