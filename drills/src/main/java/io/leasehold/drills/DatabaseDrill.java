package io.leasehold.drills;

import io.leasehold.drills.pools.PoolNeeds;

/** An incident of a pool of JDBC connections, on whichever database. */
public non-sealed interface DatabaseDrill extends Drill<DatabaseStage> {

    /** What the pool must be like for this drill to say something. */
    PoolNeeds needs();
}
