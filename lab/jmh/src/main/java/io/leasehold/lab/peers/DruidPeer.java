package io.leasehold.lab.peers;

import com.alibaba.druid.pool.DruidDataSource;
import java.sql.SQLException;

/**
 * Druid without its filters, which are what it is known for and cost most. It always rolls back, resets and closes statements. The test
 * of a connection that has been idle for longer than the evictor's interval, on acquire, is the one that its documentation advises.
 */
final class DruidPeer implements PoolContestant {
    private final boolean safe;

    DruidPeer(boolean safe) {
        this.safe = safe;
    }

    @Override
    public String id() {
        return safe ? "druid-safe" : "druid-fast";
    }

    @Override
    public String title() {
        return "Druid " + Versions.of("druid");
    }

    @Override
    public String settings() {
        return safe ? "testWhileIdle after 500 ms by SELECT 1, no filters" : "no test, no filters";
    }

    @Override
    public OpenPool open(Shape shape) throws SQLException {
        DruidDataSource pool = new DruidDataSource();
        Backend backend = shape.backend();
        pool.setUrl(backend.url());
        pool.setDriverClassName(backend.driver());
        pool.setUsername(backend.user());
        pool.setPassword(backend.password());
        pool.setMaxActive(shape.poolSize());
        pool.setMinIdle(shape.minimumIdle());
        pool.setInitialSize(shape.initialSize());
        pool.setMaxWait(30_000);
        pool.setDefaultAutoCommit(shape.autoCommit());
        pool.setTestWhileIdle(safe);
        if (safe) {
            pool.setValidationQuery("SELECT 1");
            pool.setTimeBetweenEvictionRunsMillis(500);
        }
        pool.init();
        return new OpenPool(pool, pool);
    }
}
