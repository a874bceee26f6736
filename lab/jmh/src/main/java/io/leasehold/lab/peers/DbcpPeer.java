package io.leasehold.lab.peers;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.commons.dbcp2.DriverManagerConnectionFactory;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.PoolableConnectionFactory;
import org.apache.commons.dbcp2.PoolingDataSource;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/**
 * DBCP2, which always tracks statements. It tests on every acquire or on none; what is idle is tested by its evictor, which is given the
 * 500 ms. A fair object pool makes threads wait in line.
 */
final class DbcpPeer implements PoolContestant {
    private final String id;
    private final boolean safe;
    private final boolean fair;

    DbcpPeer(String id, boolean safe, boolean fair) {
        this.id = id;
        this.safe = safe;
        this.fair = fair;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return "DBCP2 " + Versions.of("dbcp2");
    }

    @Override
    public String settings() {
        return (fair ? "fairness, " : "")
                + (safe
                        ? "rollbackOnReturn, no autoCommitOnReturn, defaults that are reset to (but for PostgreSQL's isolation, for which it would ask at each lease), cacheState, idle ones tested every 500 ms"
                        : "no rollbackOnReturn, no autoCommitOnReturn, cacheState, no test");
    }

    @Override
    public boolean letsRunningThreadsPass() {
        return !fair;
    }

    @Override
    public OpenPool open(Shape shape) throws SQLException {
        Backend backend = shape.backend();
        PoolableConnectionFactory factory = new PoolableConnectionFactory(
                new DriverManagerConnectionFactory(backend.url(), backend.user(), backend.password()), null);
        factory.setDefaultAutoCommit(shape.autoCommit());
        factory.setRollbackOnReturn(safe);
        // it would switch autocommit on at each return, only to switch it off again at the next acquire
        factory.setAutoCommitOnReturn(false);
        factory.setCacheState(true);
        if (safe) {
            // it resets what has a default
            if (!backend.asksForIsolation()) {
                factory.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
            factory.setDefaultReadOnly(false);
        }
        GenericObjectPoolConfig<PoolableConnection> config = new GenericObjectPoolConfig<>();
        config.setFairness(fair);
        config.setMaxTotal(shape.poolSize());
        config.setMaxIdle(shape.poolSize());
        config.setMinIdle(shape.minimumIdle());
        config.setJmxEnabled(false);
        if (safe) {
            config.setTestWhileIdle(true);
            config.setTimeBetweenEvictionRuns(Duration.ofMillis(500));
            config.setNumTestsPerEvictionRun(shape.poolSize());
        }
        GenericObjectPool<PoolableConnection> objects = new GenericObjectPool<>(factory, config);
        factory.setPool(objects);
        if (shape.fillsItself()) {
            fill(objects, shape.initialSize());
        }
        PoolingDataSource<PoolableConnection> pool = new PoolingDataSource<>(objects);
        return new OpenPool(pool, pool);
    }

    /** As BasicDataSource does for an initialSize. */
    private static void fill(GenericObjectPool<PoolableConnection> objects, int size) throws SQLException {
        try {
            objects.addObjects(size);
        } catch (Exception e) {
            throw new SQLException("DBCP2 did not fill itself.", e);
        }
    }
}
