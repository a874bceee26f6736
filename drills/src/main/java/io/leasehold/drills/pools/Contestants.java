package io.leasehold.drills.pools;

import io.leasehold.drills.DrillSuite.Contestant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The pools that drills run on. Stateless. */
public final class Contestants {

    private Contestants() {}

    /**
     * Leasehold first, then its peers if asked for.
     *
     * @param settings Leasehold's, on top of what a drill needs
     */
    public static List<Contestant> of(Map<String, String> settings, boolean beside) {
        List<Contestant> pools = new ArrayList<>();
        LeaseholdPool.check(settings);
        pools.add(new Contestant(
                "Leasehold", (database, url, needs) -> new LeaseholdPool(settings, database, url, needs)));
        if (beside) {
            pools.add(new Contestant("HikariCP", HikariPool::new));
            pools.add(new Contestant("MyBatis", MyBatisPool::new));
        }
        return pools;
    }
}
