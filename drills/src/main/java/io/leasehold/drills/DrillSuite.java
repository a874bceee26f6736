package io.leasehold.drills;

import io.leasehold.drills.databases.Database;
import io.leasehold.drills.pools.PoolMaker;
import java.util.ArrayList;
import java.util.List;

/** Runs drills one after the other, each on every pool asked for. For one thread. */
public final class DrillSuite {

    private final DrillRunner runner;
    private final List<Contestant> pools;

    /**
     * A pool to run drills on.
     *
     * @param kind its name, for an outcome without a pool
     * @param maker builds it anew for each drill
     */
    public record Contestant(String kind, PoolMaker maker) {}

    /** Is told how far the suite is; on the suite's thread. */
    public interface Progress {

        /** A drill begins on a pool. */
        void begins(Drill drill, String pool, int number, int count);

        /** A drill has run on every pool; one outcome for each, in the order of the pools. */
        void ended(List<Outcome> outcomes);
    }

    public DrillSuite(Database database, WireMaker wires, List<Contestant> pools) {
        this.runner = new DrillRunner(database, wires);
        this.pools = List.copyOf(pools);
    }

    /** One list for each drill, with one outcome for each pool. */
    public List<List<Outcome>> run(List<Drill> drills, Progress progress) throws InterruptedException {
        List<List<Outcome>> all = new ArrayList<>();
        int number = 0;
        for (Drill drill : drills) {
            number++;
            List<Outcome> outcomes = new ArrayList<>();
            for (Contestant pool : pools) {
                progress.begins(drill, pool.kind(), number, drills.size());
                outcomes.add(runner.run(drill, pool.kind(), pool.maker()));
            }
            progress.ended(outcomes);
            all.add(outcomes);
        }
        return all;
    }
}
