package io.leasehold.lab.bench;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.endpoints.CostRow;
import io.leasehold.lab.endpoints.Scale;
import io.leasehold.lab.peers.Contestant;
import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.KeyedContestants;
import io.leasehold.lab.peers.LeaseholdFacts;
import io.leasehold.lab.peers.PoolContestant;
import io.leasehold.lab.peers.Price;
import io.leasehold.lab.peers.SharedContestants;
import io.leasehold.lab.trials.RealServer;
import io.leasehold.lab.trials.TrialRow;
import io.leasehold.lab.trials.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which rows a run has. Settings and rows are all listed here and nowhere else. */
final class Plan {
    static final String SAFE = "equal safety";
    static final String FAST = "as fast as each can go";
    static final String PRICE = "price: with each safety feature left out in turn";
    static final String FACTS = "price: always-on facts and what watches them";

    static final String SHARED = "beside HBase's cache and a keyed pool";
    static final String KEYED = "beside a keyed pool";

    private final List<Row> rows = new ArrayList<>();
    private final Jdk jdk;
    private final @Nullable Jdk jdk25;
    private final boolean wide;
    private final List<PoolContestant> nearest;

    /**
     * @param wide whether all peers take part in every row of pools, else in the connection cycle alone
     * @param nearest who takes part in the others
     */
    private Plan(Jdk jdk, @Nullable Jdk jdk25, boolean wide, List<PoolContestant> nearest) {
        this.nearest = nearest;
        this.jdk = jdk;
        this.jdk25 = jdk25;
        this.wide = wide;
    }

    /** The rows that say most, for a short run. */
    static List<Row> quick(Jdk jdk) {
        Plan plan = new Plan(jdk, null, false, Contestants.equallySafe(false));
        plan.pools();
        plan.facts();
        return plan.rows;
    }

    /** What is shared or kept by key, in a run of its own. */
    static List<Row> keyed(Jdk jdk) {
        Plan plan = new Plan(jdk, null, true, Contestants.equallySafe(false));
        plan.shared();
        plan.keyed(Workload.KEYED_BY_ONE, Workload.KEYED_BY_MANY, Workload.KEYED_APART);
        return plan.rows;
    }

    /** Every row but those of {@link #keyed}. */
    static List<Row> full(Jdk jdk, @Nullable Jdk jdk25) {
        return full(new Plan(jdk, jdk25, true, Contestants.equallySafe(false)));
    }

    /** The same rows for a run that is not judged: all peers in one of them, hardly anybody in the others. */
    static List<Row> smoke(Jdk jdk, @Nullable Jdk jdk25) {
        return full(new Plan(jdk, jdk25, false, List.of(Contestants.HIKARICP, Contestants.LEASEHOLD)));
    }

    private static List<Row> full(Plan plan) {
        Jdk jdk = plan.jdk;
        plan.pools();
        plan.facts();
        plan.rows.add(plan.price(Workload.PRICED_STATEMENT, Price.of(true)));
        plan.brief(new Setting(Workload.CYCLE, 2, 0, Collector.G1, jdk));
        plan.brief(new Setting(Workload.STATEMENT, 32, 1_000, Collector.G1, jdk));
        plan.brief(new Setting(Workload.COMMITTED_WORK, 32, 1_000, Collector.G1, jdk));
        plan.otherCollectors();
        plan.newerJdk();
        return plan.rows;
    }

    /** Rows of another kind: what an endpoint costs. */
    static List<CostRow> costs(Effort effort, Jdk jdk) {
        Scale scale = !effort.judged() ? Scale.SMOKE : effort == Effort.QUICK ? Scale.QUICK : Scale.FULL;
        return List.of(new CostRow(scale, jdk));
    }

    /** Rows of yet another kind: what is no loop, or not on the stub. */
    static List<TrialRow> trials(Effort effort, Jdk jdk) {
        return Trials.all().stream()
                .filter(trial -> !trial.needsServer() || RealServer.isAvailable())
                .map(trial -> new TrialRow(trial, effort.tempo(), jdk))
                .toList();
    }

    /** Who is called so in a row of this profile. */
    static Contestant contestant(String profile, String id) {
        return switch (profile) {
            case SHARED -> SharedContestants.byId(id);
            case KEYED -> KeyedContestants.byId(id);
            case PRICE -> Price.byId(id);
            default -> id.equals(Floor.CONTESTANT.id()) ? Floor.CONTESTANT : Contestants.byId(id);
        };
    }

    private void pools() {
        bothProfiles(Workload.CYCLE, true);
        safe(Workload.CYCLE_BY_ONE, 32);
        safe(Workload.CYCLE_BY_MANY, 4);
        bothProfiles(Workload.STATEMENT, wide);
        safe(Workload.READ, 32);
        bothProfiles(Workload.WORK, wide);
        safe(Workload.HAND_OVER, 32);
    }

    private void bothProfiles(Workload workload, boolean all) {
        Setting setting = new Setting(workload, 32, 0, Collector.G1, jdk);
        rows.add(new Row(setting, FAST, Contestants.asFastAsTheyGo(all)));
        rows.add(row(setting, all));
    }

    private void safe(Workload workload, int poolSize) {
        rows.add(row(new Setting(workload, poolSize, 0, Collector.G1, jdk), wide));
    }

    private void brief(Setting setting) {
        rows.add(row(setting, false));
    }

    private Row row(Setting setting, boolean all) {
        Stream<PoolContestant> pools = (all ? Contestants.equallySafe(true) : nearest)
                .stream()
                        .filter(pool -> pool.forgetsClosedStatements()
                                || !setting.workload().holdsItsConnection());
        Stream<Contestant> floor = setting.workload().isCycle() ? Stream.of(Floor.CONTESTANT) : Stream.empty();
        return new Row(setting, SAFE, Stream.concat(pools, floor).toList());
    }

    private void facts() {
        rows.add(price(Workload.PRICED_CYCLE, Price.of(false)));
        Stream<PoolContestant> watched = Stream.of(LeaseholdFacts.values());
        rows.add(new Row(
                new Setting(Workload.CYCLE, 32, 0, Collector.G1, jdk),
                FACTS,
                Stream.concat(Stream.of(Contestants.LEASEHOLD), watched).toList()));
    }

    private Row price(Workload workload, Price... prices) {
        return new Row(new Setting(workload, 32, 0, Collector.G1, jdk), PRICE, List.of(prices));
    }

    private void otherCollectors() {
        for (Collector collector : List.of(Collector.SERIAL, Collector.PARALLEL, Collector.ZGC)) {
            brief(new Setting(Workload.CYCLE, 32, 0, collector, jdk));
            brief(new Setting(Workload.STATEMENT, 32, 0, collector, jdk));
        }
    }

    private void newerJdk() {
        Jdk newer = jdk.hasVirtualThreads() ? jdk : jdk25;
        if (newer == null) {
            return;
        }
        brief(new Setting(Workload.VIRTUAL, 32, 0, Collector.G1, newer));
        if (newer != jdk) {
            rows.add(row(new Setting(Workload.CYCLE, 32, 0, Collector.G1, newer), wide));
            rows.add(row(new Setting(Workload.STATEMENT, 32, 0, Collector.G1, newer), wide));
        }
    }

    private void shared() {
        for (Workload workload : List.of(Workload.SHARED_BY_ONE, Workload.SHARED_BY_MANY)) {
            rows.add(new Row(new Setting(workload, 1, 0, Collector.G1, jdk), SHARED, SharedContestants.all()));
        }
    }

    private void keyed(Workload... workloads) {
        for (Workload workload : workloads) {
            rows.add(new Row(new Setting(workload, 32, 0, Collector.G1, jdk), KEYED, KeyedContestants.thatLend()));
        }
    }
}
