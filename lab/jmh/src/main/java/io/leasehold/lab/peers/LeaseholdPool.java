package io.leasehold.lab.peers;

import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.jdbc.LeaseholdDataSourceBuilder;

/** Leasehold with everything on, in every row; it has no other profile. */
final class LeaseholdPool implements PoolContestant {
    @Override
    public String id() {
        return "leasehold";
    }

    @Override
    public String title() {
        return "Leasehold " + Versions.of("leasehold");
    }

    @Override
    public String settings() {
        return "as shipped, fixed size";
    }

    @Override
    public OpenPool open(Shape shape) {
        LeaseholdDataSource pool = builder(shape).build();
        return new OpenPool(pool, pool);
    }

    static LeaseholdDataSourceBuilder builder(Shape shape) {
        Backend backend = shape.backend();
        return LeaseholdDataSource.builder()
                .jdbcUrl(backend.url())
                .driverClassName(backend.driver())
                .username(backend.user())
                .password(backend.password())
                .maximumPoolSize(shape.poolSize())
                .minimumIdle(shape.minimumIdle())
                .autoCommit(shape.autoCommit());
    }
}
