package io.leasehold.lab.bench;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.endpoints.CostRow;
import io.leasehold.lab.endpoints.Scale;
import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.KeyedContestants;
import io.leasehold.lab.peers.Price;
import io.leasehold.lab.peers.SharedContestants;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows a run has. Contestants, settings and rows are all listed here and nowhere else. */
final class Plan {
    static final String SAFE = "equal safety";
    static final String FAST = "as fast as each can go";
    static final String PRICE = "price: with each safety feature left out in turn";

    static final String SHARED = "beside HBase's cache and a keyed pool";
    static final String KEYED = "beside a keyed pool";

    private final List<Row> rows = new ArrayList<>();
    private final Jdk jdk;
    private final @Nullable Jdk jdk25;

    private Plan(Jdk jdk, @Nullable Jdk jdk25) {
        this.jdk = jdk;
        this.jdk25 = jdk25;
    }

    static List<Row> main(Jdk jdk) {
        Plan plan = new Plan(jdk, null);
        plan.bothProfiles(Workload.CYCLE, Workload.STATEMENT, Workload.WORK);
        return plan.rows;
    }

    /** What is shared or kept by key, in a run of its own. */
    static List<Row> keyed(Jdk jdk) {
        Plan plan = new Plan(jdk, null);
        plan.shared();
        plan.keyed(Workload.KEYED_BY_ONE, Workload.KEYED_BY_MANY, Workload.KEYED_APART);
        return plan.rows;
    }

    static List<Row> full(Jdk jdk, @Nullable Jdk jdk25) {
        Plan plan = new Plan(jdk, jdk25);
        plan.bothProfiles(Workload.CYCLE, Workload.STATEMENT, Workload.WORK);
        plan.prices();
        plan.safe(new Setting(Workload.CYCLE, 2, 0, Collector.G1, jdk));
        plan.safe(new Setting(Workload.STATEMENT, 32, 1_000, Collector.G1, jdk));
        plan.safe(new Setting(Workload.COMMITTED_WORK, 32, 1_000, Collector.G1, jdk));
        plan.shared();
        plan.keyed(Workload.KEYED_BY_ONE, Workload.KEYED_BY_MANY, Workload.KEYED_APART);
        plan.otherCollectors();
        plan.newerJdk();
        return plan.rows;
    }

    /** Rows of another kind: what an endpoint costs. */
    static List<CostRow> costs(Effort effort, Jdk jdk) {
        Scale scale = !effort.judged() ? Scale.SMOKE : effort == Effort.QUICK ? Scale.QUICK : Scale.FULL;
        return List.of(new CostRow(scale, jdk));
    }

    private void bothProfiles(Workload... workloads) {
        for (Workload workload : workloads) {
            Setting setting = new Setting(workload, 32, 0, Collector.G1, jdk);
            rows.add(new Row(setting, FAST, Contestants.asFastAsTheyGo()));
            safe(setting);
        }
    }

    private void prices() {
        rows.add(price(Workload.PRICED_CYCLE, Price.of(false)));
        rows.add(price(Workload.PRICED_STATEMENT, Price.of(true)));
    }

    private Row price(Workload workload, Price... prices) {
        return new Row(new Setting(workload, 32, 0, Collector.G1, jdk), PRICE, List.of(prices));
    }

    private void otherCollectors() {
        for (Collector collector : List.of(Collector.SERIAL, Collector.PARALLEL, Collector.ZGC)) {
            safe(new Setting(Workload.CYCLE, 32, 0, collector, jdk));
            safe(new Setting(Workload.STATEMENT, 32, 0, collector, jdk));
        }
    }

    private void newerJdk() {
        Jdk newer = jdk.hasVirtualThreads() ? jdk : jdk25;
        if (newer == null) {
            return;
        }
        safe(new Setting(Workload.VIRTUAL, 32, 0, Collector.G1, newer));
        if (newer != jdk) {
            safe(new Setting(Workload.CYCLE, 32, 0, Collector.G1, newer));
            safe(new Setting(Workload.STATEMENT, 32, 0, Collector.G1, newer));
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

    private void safe(Setting setting) {
        rows.add(new Row(setting, SAFE, Contestants.equallySafe()));
    }
}
