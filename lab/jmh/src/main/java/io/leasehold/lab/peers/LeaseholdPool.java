package io.leasehold.lab.peers;

import io.leasehold.jdbc.LeaseholdDataSource;

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
        LeaseholdDataSource pool = LeaseholdDataSource.builder()
                .dataSource(shape.driver())
                .maximumPoolSize(shape.poolSize())
                .minimumIdle(shape.poolSize())
                .autoCommit(shape.autoCommit())
                .build();
        return new OpenPool(pool, pool);
    }
}
