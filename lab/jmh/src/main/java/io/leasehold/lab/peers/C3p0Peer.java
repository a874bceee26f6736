package io.leasehold.lab.peers;

import com.mchange.v2.c3p0.AbstractConnectionCustomizer;
import com.mchange.v2.c3p0.ComboPooledDataSource;
import java.beans.PropertyVetoException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * c3p0, which always rolls back, resets and tracks. It tests on every acquire, on every return, or the idle ones every so many seconds,
 * which is what its documentation calls the cheapest; a second is its shortest.
 */
final class C3p0Peer implements PoolContestant {
    private final boolean safe;

    C3p0Peer(boolean safe) {
        this.safe = safe;
    }

    @Override
    public String id() {
        return safe ? "c3p0-safe" : "c3p0-fast";
    }

    @Override
    public String title() {
        return "c3p0 " + Versions.of("c3p0");
    }

    @Override
    public String settings() {
        return safe
                ? "idleConnectionTestPeriod 1 s, autocommit off by a customizer"
                : "no test, autocommit off by a customizer";
    }

    @Override
    public OpenPool open(Shape shape) throws SQLException {
        ComboPooledDataSource pool = new ComboPooledDataSource();
        Backend backend = shape.backend();
        try {
            pool.setDriverClass(backend.driver());
        } catch (PropertyVetoException e) {
            throw new SQLException("c3p0 knows no driver " + backend.driver() + ".", e);
        }
        pool.setJdbcUrl(backend.url());
        pool.setUser(backend.user());
        pool.setPassword(backend.password());
        pool.setMaxPoolSize(shape.poolSize());
        pool.setMinPoolSize(shape.minimumIdle());
        pool.setInitialPoolSize(shape.minimumIdle());
        pool.setCheckoutTimeout(30_000);
        if (!shape.autoCommit()) {
            pool.setConnectionCustomizerClassName(AutoCommitOff.class.getName());
        }
        if (safe) {
            pool.setIdleConnectionTestPeriod(1);
        }
        if (shape.fillsItself()) {
            // it is lazy until it is asked something
            pool.getNumConnectionsDefaultUser();
        }
        return new OpenPool(pool, pool::close);
    }

    /** c3p0 has no setting for it: this is its documented place. Made by c3p0, by its name. */
    public static final class AutoCommitOff extends AbstractConnectionCustomizer {
        @Override
        public void onCheckOut(Connection connection, String identityToken) throws SQLException {
            connection.setAutoCommit(false);
        }
    }
}
