package io.leasehold.jdbc;

import io.leasehold.AcquireException;
import io.leasehold.CannotOpenException;
import io.leasehold.InvalidConfigException;
import io.leasehold.PoolSnapshot;
import io.leasehold.jdbc.internal.ConnectionHandle;
import io.leasehold.jdbc.internal.PhysicalConnection;
import io.leasehold.jdbc.internal.errors.AcquireErrors;
import io.leasehold.jdbc.internal.settings.Draft;
import io.leasehold.jdbc.internal.settings.Settings;
import io.leasehold.spi.HandlePool;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pool of JDBC connections. A connection it gives is a lease: closing it returns it. Safe for use by any number of threads
 * once it is configured.
 *
 * <p>Made by {@link #builder()}, by {@link #of(Map)}, or as a bean by its constructor and setters; a bean builds its pool at the
 * first use, and refuses to be set after that. Every setting stands in docs/config.md.
 *
 * <p>When there is no connection to be had, {@link #getConnection()} says why by its SQLState: {@code 08L01} all are in use,
 * {@code 08L02} interrupted while waiting, {@code 08L03} closed; anything else means that connections cannot be opened.
 */
public final class LeaseholdDataSource extends DataSourceBean implements DataSource, AutoCloseable {

    /** The pool of a data source that was built; a bean's is made by {@link #start}. */
    private final @Nullable HandlePool<PhysicalConnection, ConnectionHandle> built;

    private final PoolStart start;

    /** A bean, to be configured by its setters. */
    public LeaseholdDataSource() {
        this.start = new PoolStart();
        this.built = null;
    }

    LeaseholdDataSource(Draft draft, PoolStart.Surroundings around) {
        super(draft);
        this.start = new PoolStart();
        this.built = start.pool(draft, around);
        seal();
    }

    /** Describes a data source, to be built when all is said. */
    public static LeaseholdDataSourceBuilder builder() {
        return new LeaseholdDataSourceBuilder();
    }

    /**
     * A data source whose settings are text; durations are milliseconds, or such as {@code 30s} and {@code PT30S}.
     *
     * @param settings names and values as docs/config.md has them; the driver's own begin with {@code dataSource.}
     * @throws InvalidConfigException naming every setting that is unknown or wrong
     * @throws CannotOpenException if the first connection cannot be opened
     */
    public static LeaseholdDataSource of(Map<String, String> settings) {
        return builder().settings(settings).build();
    }

    /**
     * A connection of the pool; closing it returns it. The first use of a bean builds its pool and waits for one open besides, for
     * {@code openTimeout} at most.
     *
     * @throws SQLException if there is none to be had within connectionTimeout; its SQLState says why
     * @throws InvalidConfigException at the first use of a bean, naming every setting that is wrong
     */
    @Override
    public Connection getConnection() throws SQLException {
        HandlePool<PhysicalConnection, ConnectionHandle> pool = built;
        try {
            return pool != null ? pool.acquire() : ofBean();
        } catch (AcquireException e) {
            throw AcquireErrors.of(e);
        }
    }

    /**
     * As {@link #getConnection()}, if these are the pool's own user and password: a pool has one identity.
     *
     * @throws SQLException with SQLState 28000 if they are not
     */
    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        if (!isIdentity(username, password) && !start.isClosedUnused()) {
            throw AcquireErrors.otherIdentity(nameForErrors());
        }
        return getConnection();
    }

    /**
     * The rows of a query, as a stream that is the lease: exhausting or closing it returns the connection.
     *
     * <p>Terminal operations do not close a stream, and one that stops early does not exhaust it, so hold it in
     * try-with-resources:
     *
     * <pre>{@code
     * try (Stream<String> names = orders.stream("SELECT name FROM customer", s -> {}, row -> row.getString(1))) {
     *     names.limit(10).forEach(this::print);
     * }
     * }</pre>
     *
     * @param binder sets parameters and, where the driver needs one to read lazily, the fetch size
     * @throws SQLException if there is no connection, or the query fails; what fails later is an {@link UncheckedSqlException}
     */
    public <T> Stream<T> stream(String sql, StatementBinder binder, RowMapper<? extends T> mapper) throws SQLException {
        return RowStream.open(getConnection(), sql, binder, mapper);
    }

    /** A consistent reading of the pool now. It costs a pass over the places and stops nobody. */
    public PoolSnapshot snapshot() {
        return pool().snapshot();
    }

    /**
     * Changes how many connections the pool keeps and may open. What is too many is retired as it becomes idle.
     *
     * @param minimum connections kept open, 0 to {@code maximum}
     * @param maximum connections open at a time, 1 to 10,000
     * @throws InvalidConfigException if either is out of range; nothing is changed then
     */
    public void resize(int minimum, int maximum) {
        pool().resize(minimum, maximum);
    }

    /** Retires every connection open now: idle ones at once, leased ones as they come back. */
    public void retireAll() {
        pool().retireAll();
    }

    /**
     * Lends nothing from now on: those who acquire wait, each to its own deadline. Leases go on.
     *
     * @throws IllegalStateException if allowPoolSuspension was switched off
     */
    public void pause() {
        HandlePool<?, ?> pool = pool();
        if (!draft().get(Settings.ALLOW_POOL_SUSPENSION, true)) {
            throw new IllegalStateException(
                    "pool '" + pool.name() + "' may not be paused: allowPoolSuspension was set to false");
        }
        pool.pause();
    }

    /** Lends again after {@link #pause()}. */
    public void resume() {
        pool().resume();
    }

    /**
     * Stops lending, waits until all connections have come back or the timeout has passed, then revokes what is still out and
     * closes the pool.
     *
     * @param timeout how long holders are given, zero or more
     * @return whether every connection came back by itself
     */
    public boolean drain(Duration timeout) {
        return pool().drain(timeout);
    }

    /** Drains with no time given: what is out is revoked. A second call, or one on a bean that was never used, does nothing. */
    @Override
    public void close() {
        seal();
        start.close();
    }

    /** Always null: the pool logs through SLF4J. */
    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    /** @throws SQLFeatureNotSupportedException always: the pool logs through SLF4J */
    @Override
    public void setLogWriter(@Nullable PrintWriter writer) throws SQLException {
        throw new SQLFeatureNotSupportedException("The pool logs through SLF4J: configure logging there.", "0A000");
    }

    /** @throws SQLFeatureNotSupportedException always: connectionTimeout and openTimeout are what it could mean */
    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException(
                "Set connectionTimeout for how long getConnection() waits, or openTimeout for one open.", "0A000");
    }

    /** The connectionTimeout in seconds, rounded up. */
    @Override
    public int getLoginTimeout() {
        return (int) ((getConnectionTimeout() + 999) / 1000);
    }

    /** @throws SQLFeatureNotSupportedException always: the pool logs through SLF4J */
    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("The pool logs through SLF4J.", "0A000");
    }

    /** This data source, or the one behind it if it is of that type. */
    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        DataSource behind = start.dataSource();
        if (behind != null && type.isInstance(behind)) {
            return type.cast(behind);
        }
        if (behind != null && behind.isWrapperFor(type)) {
            return behind.unwrap(type);
        }
        throw new SQLException("This data source is no " + type.getName() + " and has none behind it.", "0A000");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        DataSource behind = start.dataSource();
        return type.isInstance(this) || behind != null && (type.isInstance(behind) || behind.isWrapperFor(type));
    }

    /** What the first use waits for while another thread starts the pool is a part of its deadline. */
    private Connection ofBean() throws SQLException {
        HandlePool<PhysicalConnection, ConnectionHandle> known = start.poolIfBuilt();
        if (known != null) {
            return known.acquire();
        }
        long began = System.nanoTime();
        HandlePool<PhysicalConnection, ConnectionHandle> pool = start.poolWithin(this, getConnectionTimeout());
        long left = TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout()) - (System.nanoTime() - began);
        return pool.acquire(Math.max(0, left));
    }

    /** Nothing is opened for the sake of a refusal. */
    private String nameForErrors() {
        HandlePool<?, ?> pool = built != null ? built : start.poolIfBuilt();
        return pool != null ? pool.name() : nameOrNone();
    }

    /** The pool's name and where it connects to; no secrets. */
    @Override
    public String toString() {
        return "LeaseholdDataSource " + nameOrNone() + " (" + target() + ")";
    }

    private HandlePool<PhysicalConnection, ConnectionHandle> pool() {
        HandlePool<PhysicalConnection, ConnectionHandle> pool = built;
        return pool != null ? pool : start.pool(this);
    }
}
