package io.leasehold.jdbc;

import io.leasehold.PoolListener;
import io.leasehold.jdbc.internal.ConnectionFactory;
import io.leasehold.jdbc.internal.ConnectionHandle;
import io.leasehold.jdbc.internal.PhysicalConnection;
import io.leasehold.jdbc.internal.errors.AcquireErrors;
import io.leasehold.jdbc.internal.errors.PoolSqlException;
import io.leasehold.jdbc.internal.open.JdbcConfig;
import io.leasehold.jdbc.internal.open.Login;
import io.leasehold.jdbc.internal.open.Resolver;
import io.leasehold.jdbc.internal.settings.Draft;
import io.leasehold.jdbc.internal.settings.Settings;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The way from settings to a running pool, gone once. Safe for any thread: the pool is published by the volatile field, the
 * lock keeps a second thread from building a second one.
 */
final class PoolStart {

    private final ReentrantLock building = new ReentrantLock();
    private volatile @Nullable HandlePool<PhysicalConnection, ConnectionHandle> pool;
    private volatile @Nullable DataSource dataSource;
    private volatile boolean closed;

    /** Who is told, and whose time and workers there are; null for the usual. */
    record Surroundings(
            @Nullable PoolListener listener,
            @Nullable Ticker ticker,
            @Nullable TaskRunner runner) {

        static final Surroundings USUAL = new Surroundings(null, null, null);
    }

    /** The pool of a bean, built from its settings at the first call; they can be set no more from then on. */
    HandlePool<PhysicalConnection, ConnectionHandle> pool(DataSourceBean bean) {
        HandlePool<PhysicalConnection, ConnectionHandle> known = pool;
        if (known != null) {
            return known;
        }
        building.lock();
        try {
            if (closed) {
                throw new IllegalStateException("this data source was closed before it was used");
            }
            known = pool;
            if (known == null) {
                known = pool(bean.draft(), Surroundings.USUAL);
                bean.seal();
            }
            return known;
        } finally {
            building.unlock();
        }
    }

    /**
     * As {@link #pool(DataSourceBean)}, for who acquires and has a deadline: while another thread builds the pool, which may take as
     * long as an open, it waits so long and no longer.
     */
    HandlePool<PhysicalConnection, ConnectionHandle> poolWithin(DataSourceBean bean, long millis) throws SQLException {
        try {
            if (!building.tryLock(millis, TimeUnit.MILLISECONDS)) {
                throw AcquireErrors.stillStarting(bean.nameOrNone(), millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AcquireErrors.interruptedAtStart(bean.nameOrNone());
        }
        try {
            if (isClosedUnused()) {
                throw AcquireErrors.closedBeforeUse();
            }
            return pool(bean);
        } finally {
            building.unlock();
        }
    }

    /** Builds the pool. */
    HandlePool<PhysicalConnection, ConnectionHandle> pool(Draft draft, Surroundings around) {
        JdbcConfig config = new Resolver(draft).resolve();
        ConnectionFactory factory = new ConnectionFactory(config, logins(draft));
        HandlePool<PhysicalConnection, ConnectionHandle> opened =
                HandlePool.open(config.pool(), factory, around.listener(), around.ticker(), around.runner());
        dataSource = config.source().dataSource();
        pool = opened;
        return opened;
    }

    /** The pool, or null as long as nobody has used it. */
    @Nullable HandlePool<PhysicalConnection, ConnectionHandle> poolIfBuilt() {
        return pool;
    }

    boolean isClosedUnused() {
        return closed && pool == null;
    }

    @Nullable DataSource dataSource() {
        return dataSource;
    }

    void close() {
        building.lock();
        HandlePool<?, ?> open;
        try {
            closed = true;
            open = pool;
        } finally {
            building.unlock();
        }
        if (open != null) {
            open.close();
        }
    }

    static Login.Source logins(Draft draft) {
        CredentialsSupplier supplier = draft.get(Settings.CREDENTIALS);
        if (supplier == null) {
            Login login = new Login(draft.get(Settings.USERNAME), draft.get(Settings.PASSWORD));
            return () -> login;
        }
        return () -> {
            Credentials credentials = supplier.get();
            if (credentials == null) {
                throw noCredentials(supplier, "null");
            }
            String password = credentials.password();
            if (credentials.username().isBlank() && (password == null || password.isEmpty())) {
                throw noCredentials(supplier, "empty credentials");
            }
            return new Login(credentials.username(), password);
        };
    }

    private static PoolSqlException noCredentials(CredentialsSupplier supplier, String answer) {
        return new PoolSqlException(
                "the credentials supplier " + supplier.getClass().getName() + " answered with " + answer
                        + ": let it give a user and a password, or throw what is wrong");
    }
}
