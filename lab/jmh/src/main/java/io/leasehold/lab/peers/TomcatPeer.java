package io.leasehold.lab.peers;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/** Tomcat JDBC with the fair queue it comes with. What makes it safe are options and interceptors, none of them on by default. */
final class TomcatPeer implements PoolContestant {
    private final boolean safe;

    TomcatPeer(boolean safe) {
        this.safe = safe;
    }

    @Override
    public String id() {
        return safe ? "tomcat" : "tomcat-fast";
    }

    @Override
    public String title() {
        return "Tomcat JDBC " + Versions.of("tomcat-jdbc");
    }

    @Override
    public String settings() {
        return safe
                ? "fairQueue, rollbackOnReturn, ConnectionState, StatementFinalizer, tested at most every 500 ms"
                : "no fairQueue, no interceptors, no facades, no rollback, no test";
    }

    @Override
    public boolean letsRunningThreadsPass() {
        return false;
    }

    /** Its StatementFinalizer has a list of all statements since the connection was acquired, closed ones as well. */
    @Override
    public boolean forgetsClosedStatements() {
        return !safe;
    }

    @Override
    public OpenPool open(Shape shape) throws SQLException {
        PoolProperties config = new PoolProperties();
        Backend backend = shape.backend();
        config.setUrl(backend.url());
        config.setDriverClassName(backend.driver());
        config.setUsername(backend.user());
        config.setPassword(backend.password());
        config.setMaxActive(shape.poolSize());
        config.setMaxIdle(shape.poolSize());
        config.setMinIdle(shape.minimumIdle());
        config.setInitialSize(shape.initialSize());
        config.setFairQueue(safe);
        // what keeps a statement and a connection from being used after their close
        config.setUseStatementFacade(safe);
        config.setUseDisposableConnectionFacade(safe);
        config.setDefaultAutoCommit(shape.autoCommit());
        if (safe) {
            // its ConnectionState resets what has a default
            config.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            config.setDefaultReadOnly(false);
            config.setRollbackOnReturn(true);
            config.setTestOnBorrow(true);
            config.setValidationInterval(500);
            config.setJdbcInterceptors("ConnectionState;StatementFinalizer");
        }
        DataSource pool = new DataSource(config);
        pool.createPool();
        return new OpenPool(pool, () -> pool.close(true));
    }
}
