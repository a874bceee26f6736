package io.leasehold.lab.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * HikariCP as shipped, with a fixed size as its documentation advises. Rollback, reset, statement tracking and a
 * liveness test after 500 ms of idleness cannot be switched off, so that one configuration serves both profiles.
 */
final class HikariPeer implements PoolContestant {
    @Override
    public String id() {
        return "hikaricp";
    }

    @Override
    public String title() {
        return "HikariCP " + Versions.of("hikaricp");
    }

    @Override
    public String settings() {
        return "as shipped, fixed size";
    }

    @Override
    public OpenPool open(Shape shape) {
        HikariConfig config = new HikariConfig();
        Backend backend = shape.backend();
        config.setJdbcUrl(backend.url());
        config.setDriverClassName(backend.driver());
        config.setUsername(backend.user());
        config.setPassword(backend.password());
        config.setMaximumPoolSize(shape.poolSize());
        config.setMinimumIdle(shape.minimumIdle());
        config.setAutoCommit(shape.autoCommit());
        HikariDataSource pool = new HikariDataSource(config);
        return new OpenPool(pool, pool);
    }
}
