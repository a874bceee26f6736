package io.leasehold.lab.peers;

import org.apache.ibatis.datasource.pooled.PooledDataSource;

/** MyBatis's own pool, which always rolls back. It hands out the driver's statements. */
final class MybatisPeer implements PoolContestant {
    private final boolean safe;

    MybatisPeer(boolean safe) {
        this.safe = safe;
    }

    @Override
    public String id() {
        return safe ? "mybatis-safe" : "mybatis-fast";
    }

    @Override
    public String title() {
        return "MyBatis " + Versions.of("mybatis");
    }

    @Override
    public String settings() {
        return safe ? "ping by SELECT 1 after 500 ms idle" : "no ping";
    }

    @Override
    public String lacks() {
        return safe ? "resets nothing but autocommit, and tracks no statements" : "";
    }

    @Override
    public boolean canFillItself() {
        return false;
    }

    @Override
    public OpenPool open(Shape shape) {
        Backend backend = shape.backend();
        PooledDataSource pool =
                new PooledDataSource(backend.driver(), backend.url(), backend.user(), backend.password());
        pool.setDefaultAutoCommit(shape.autoCommit());
        pool.setPoolMaximumActiveConnections(shape.poolSize());
        pool.setPoolMaximumIdleConnections(shape.poolSize());
        if (safe) {
            pool.setPoolPingEnabled(true);
            pool.setPoolPingQuery("SELECT 1");
            pool.setPoolPingConnectionsNotUsedFor(500);
        }
        return new OpenPool(pool, pool::forceCloseAll);
    }
}
