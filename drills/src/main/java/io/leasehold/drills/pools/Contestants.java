package io.leasehold.drills.pools;

import io.leasehold.drills.Bout;
import io.leasehold.drills.Contestant;
import io.leasehold.drills.DatabaseDrill;
import io.leasehold.drills.DatabaseStage;
import io.leasehold.drills.WireMaker;
import io.leasehold.drills.databases.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pools that drills on a database run on: Leasehold first, then its peers if asked for. Immutable. */
public final class Contestants {

    private final Map<String, PoolMaker> makers = new LinkedHashMap<>();

    /**
     * @param settings Leasehold's, on top of what a drill needs
     * @throws io.leasehold.drills.BadInputException naming all that is wrong with them
     */
    public Contestants(Map<String, String> settings, boolean beside) {
        LeaseholdPool.check(settings);
        makers.put("Leasehold", (database, url, needs) -> new LeaseholdPool(settings, database, url, needs));
        if (beside) {
            makers.put("HikariCP", HikariPool::new);
            makers.put("MyBatis", MyBatisPool::new);
        }
    }

    /** The drill on each of these. */
    public Bout<DatabaseStage> bout(DatabaseDrill drill, Database database, WireMaker wires) {
        List<Contestant<DatabaseStage>> contestants = makers.entrySet().stream()
                .map(pool -> DatabaseStage.contestant(pool.getKey(), pool.getValue(), drill.needs(), database, wires))
                .toList();
        return new Bout<>(drill, contestants);
    }
}
