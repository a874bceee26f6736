package io.leasehold.drills.pools;

import io.leasehold.drills.databases.Database;
import java.util.List;
import javax.sql.DataSource;
import org.apache.ibatis.datasource.pooled.PoolState;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.apache.ibatis.datasource.unpooled.UnpooledDataSource;

/**
 * MyBatis's own pool ({@code <dataSource type="POOLED">}) with the ping its documentation offers against dead
 * connections switched on for every lease. It has no limit on how long a caller waits; poolTimeToWait is how often it
 * looks again, and poolMaximumCheckoutTime from when on it takes the oldest connection away from its holder.
 */
public final class MyBatisPool implements PoolUnderTest {

    private static final int DEFAULT_CHECKOUT_TIME = 20_000;

    private final PooledDataSource dataSource;

    public MyBatisPool(Database database, String url, PoolNeeds needs) {
        UnpooledDataSource opener = new UnpooledDataSource(
                database.driver().getClass().getClassLoader(),
                database.driverClassName(),
                url,
                database.user().isEmpty() ? null : database.user(),
                database.password());
        dataSource = new PooledDataSource(opener);
        dataSource.setPoolMaximumActiveConnections(needs.size());
        dataSource.setPoolMaximumIdleConnections(needs.size());
        dataSource.setPoolTimeToWait((int) needs.acquireTimeout().toMillis());
        dataSource.setPoolMaximumCheckoutTime(
                needs.term().isZero()
                        ? DEFAULT_CHECKOUT_TIME
                        : (int) needs.term().toMillis());
        dataSource.setPoolPingEnabled(true);
        dataSource.setPoolPingQuery(database.dialect().echo(1));
        dataSource.setPoolPingConnectionsNotUsedFor(0);
    }

    @Override
    public String name() {
        return "MyBatis " + Versions.of(PooledDataSource.class, "org.mybatis", "mybatis");
    }

    @Override
    public List<String> settings() {
        return List.of(
                "poolMaximumActiveConnections = " + dataSource.getPoolMaximumActiveConnections(),
                "poolMaximumIdleConnections = " + dataSource.getPoolMaximumIdleConnections(),
                "poolTimeToWait = " + dataSource.getPoolTimeToWait(),
                "poolMaximumCheckoutTime = " + dataSource.getPoolMaximumCheckoutTime(),
                "poolPingEnabled = true",
                "poolPingQuery = " + dataSource.getPoolPingQuery(),
                "poolPingConnectionsNotUsedFor = 0");
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public int openConnections() {
        PoolState state = dataSource.getPoolState();
        return state.getIdleConnectionCount() + state.getActiveConnectionCount();
    }

    @Override
    public List<String> loggers() {
        return List.of("org.apache.ibatis.datasource");
    }

    @Override
    public void close() {
        dataSource.forceCloseAll();
    }
}
