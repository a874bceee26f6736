package io.leasehold.lab.peers;

import java.sql.Connection;
import java.sql.SQLException;
import org.vibur.dbcp.ViburDBCPDataSource;

/**
 * Vibur in its two profiles. It never rolls back by itself: a hook on close is its documented place for that. Its shortest idleness
 * before a test is a second. A pool that is not fair is its faster one.
 */
final class ViburPeer implements PoolContestant {
    private final boolean safe;

    ViburPeer(boolean safe) {
        this.safe = safe;
    }

    @Override
    public String id() {
        return safe ? "vibur-safe" : "vibur-fast";
    }

    @Override
    public String title() {
        return "Vibur " + Versions.of("vibur");
    }

    @Override
    public String settings() {
        return safe
                ? "poolFair, resetDefaultsAfterUse (but for PostgreSQL's isolation, which it would set at each return), validated after 1 s idle, rollback by a hook on close"
                : "not poolFair, no reset, no validation, no rollback";
    }

    @Override
    public boolean letsRunningThreadsPass() {
        return !safe;
    }

    @Override
    public String lacks() {
        return safe ? "does not close the statements that are open when a connection is returned" : "";
    }

    @Override
    public OpenPool open(Shape shape) {
        ViburDBCPDataSource pool = new ViburDBCPDataSource();
        Backend backend = shape.backend();
        pool.setJdbcUrl(backend.url());
        pool.setDriverClassName(backend.driver());
        pool.setUsername(backend.user());
        pool.setPassword(backend.password());
        pool.setPoolInitialSize(shape.minimumIdle());
        pool.setPoolMaxSize(shape.poolSize());
        pool.setConnectionTimeoutInMs(30_000);
        pool.setDefaultAutoCommit(shape.autoCommit());
        pool.setPoolFair(safe);
        pool.setResetDefaultsAfterUse(safe);
        pool.setConnectionIdleLimitInSeconds(safe ? 1 : -1);
        pool.setLogConnectionLongerThanMs(-1);
        pool.setLogQueryExecutionLongerThanMs(-1);
        pool.setLogLargeResultSet(-1);
        if (safe) {
            // it resets what has a default
            if (!backend.asksForIsolation()) {
                pool.setDefaultTransactionIsolation("READ_COMMITTED");
            }
            pool.setDefaultReadOnly(false);
            pool.getConnHooks().addOnClose(ViburPeer::rollBack);
        }
        pool.start();
        return new OpenPool(pool, pool);
    }

    private static void rollBack(Connection connection, long takenNanos) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }
}
