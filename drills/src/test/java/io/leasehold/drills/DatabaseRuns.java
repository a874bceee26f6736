package io.leasehold.drills;

import io.leasehold.drills.databases.Database;
import io.leasehold.drills.pools.PoolMaker;

/** Runs a drill on a database and a pool. Stateless. */
public final class DatabaseRuns {

    private DatabaseRuns() {}

    public static Outcome run(String drill, String kind, PoolMaker pools, Database database)
            throws InterruptedException {
        DatabaseDrill named = Drills.onDatabases().stream()
                .filter(one -> one.name().equals(drill))
                .findFirst()
                .orElseThrow();
        return run(named, kind, pools, database);
    }

    static Outcome run(DatabaseDrill drill, String kind, PoolMaker pools, Database database)
            throws InterruptedException {
        return new DrillRunner()
                .run(drill, DatabaseStage.contestant(kind, pools, drill.needs(), database, Wires.on(0)));
    }
}
