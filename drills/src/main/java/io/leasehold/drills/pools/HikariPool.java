package io.leasehold.drills.pools;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.leasehold.drills.databases.Database;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * HikariCP with what its README recommends: a pool of fixed size (minimumIdle left alone), no connectionTestQuery, a
 * keep-alive and a lifetime; leak detection where a drill asks for reports. Its lower bounds are kept: 250 ms for
 * connectionTimeout and validationTimeout, 2 s for leakDetectionThreshold, 30 s for keepaliveTime and maxLifetime.
 */
public final class HikariPool implements PoolUnderTest {

    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(250);
    private static final Duration SHORTEST_LEAK_DETECTION = Duration.ofSeconds(2);
    private static final Duration KEEPALIVE = Duration.ofSeconds(30);

    private final HikariDataSource dataSource;

    public HikariPool(Database database, String url, PoolNeeds needs) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("hikari");
        config.setJdbcUrl(url);
        if (!database.user().isEmpty()) {
            config.setUsername(database.user());
            config.setPassword(database.password());
        }
        config.setMaximumPoolSize(needs.size());
        config.setConnectionTimeout(atLeast(SHORTEST_TIMEOUT, needs.acquireTimeout()));
        config.setValidationTimeout(atLeast(SHORTEST_TIMEOUT, needs.checkTimeout()));
        config.setKeepaliveTime(KEEPALIVE.toMillis());
        if (!needs.reportAfter().isZero()) {
            config.setLeakDetectionThreshold(atLeast(SHORTEST_LEAK_DETECTION, needs.reportAfter()));
        }
        dataSource = new HikariDataSource(config);
    }

    private static long atLeast(Duration shortest, Duration wanted) {
        return Math.max(shortest.toMillis(), wanted.toMillis());
    }

    @Override
    public String name() {
        return "HikariCP " + Versions.of(HikariDataSource.class, "com.zaxxer", "HikariCP");
    }

    @Override
    public List<String> settings() {
        return List.of(
                "maximumPoolSize = " + dataSource.getMaximumPoolSize(),
                "connectionTimeout = " + dataSource.getConnectionTimeout(),
                "validationTimeout = " + dataSource.getValidationTimeout(),
                "keepaliveTime = " + dataSource.getKeepaliveTime(),
                "maxLifetime = " + dataSource.getMaxLifetime(),
                "leakDetectionThreshold = " + dataSource.getLeakDetectionThreshold());
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public int openConnections() {
        return dataSource.getHikariPoolMXBean().getTotalConnections();
    }

    @Override
    public List<String> loggers() {
        return List.of("com.zaxxer.hikari");
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
