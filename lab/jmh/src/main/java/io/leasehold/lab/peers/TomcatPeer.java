package io.leasehold.lab.peers;

import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/** Tomcat JDBC, which hands a returned connection to the thread that has waited longest. */
final class TomcatPeer implements PoolContestant {
    @Override
    public String id() {
        return "tomcat";
    }

    @Override
    public String title() {
        return "Tomcat JDBC " + Versions.of("tomcat-jdbc");
    }

    @Override
    public String settings() {
        return "fairQueue, rollbackOnReturn, ConnectionState, StatementFinalizer, tested at most every 500 ms";
    }

    @Override
    public boolean letsRunningThreadsPass() {
        return false;
    }

    @Override
    public OpenPool open(Shape shape) {
        PoolProperties config = new PoolProperties();
        config.setDataSource(shape.driver());
        config.setMaxActive(shape.poolSize());
        config.setMaxIdle(shape.poolSize());
        config.setMinIdle(shape.poolSize());
        config.setInitialSize(shape.poolSize());
        config.setFairQueue(true);
        config.setDefaultAutoCommit(shape.autoCommit());
        config.setRollbackOnReturn(true);
        config.setTestOnBorrow(true);
        config.setValidationInterval(500);
        config.setJdbcInterceptors("ConnectionState;StatementFinalizer");
        DataSource pool = new DataSource(config);
        return new OpenPool(pool, () -> pool.close(true));
    }
}
