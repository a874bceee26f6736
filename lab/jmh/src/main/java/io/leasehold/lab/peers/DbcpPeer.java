package io.leasehold.lab.peers;

import org.apache.commons.dbcp2.DataSourceConnectionFactory;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.PoolableConnectionFactory;
import org.apache.commons.dbcp2.PoolingDataSource;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/** DBCP2 on a fair object pool, which makes threads wait in line. */
final class DbcpPeer implements PoolContestant {
    @Override
    public String id() {
        return "dbcp2";
    }

    @Override
    public String title() {
        return "DBCP2 " + Versions.of("dbcp2");
    }

    @Override
    public String settings() {
        return "fairness, rollbackOnReturn, no test on acquire";
    }

    @Override
    public boolean letsRunningThreadsPass() {
        return false;
    }

    @Override
    public OpenPool open(Shape shape) {
        PoolableConnectionFactory factory =
                new PoolableConnectionFactory(new DataSourceConnectionFactory(shape.driver()), null);
        factory.setDefaultAutoCommit(shape.autoCommit());
        factory.setRollbackOnReturn(true);
        GenericObjectPoolConfig<PoolableConnection> config = new GenericObjectPoolConfig<>();
        config.setFairness(true);
        config.setMaxTotal(shape.poolSize());
        config.setMaxIdle(shape.poolSize());
        config.setMinIdle(shape.poolSize());
        config.setJmxEnabled(false);
        GenericObjectPool<PoolableConnection> objects = new GenericObjectPool<>(factory, config);
        factory.setPool(objects);
        PoolingDataSource<PoolableConnection> pool = new PoolingDataSource<>(objects);
        return new OpenPool(pool, pool);
    }
}
