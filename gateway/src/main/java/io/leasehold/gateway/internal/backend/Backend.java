package io.leasehold.gateway.internal.backend;

import io.leasehold.InvalidConfigException;
import io.leasehold.PoolListener;
import io.leasehold.PoolSnapshot;
import io.leasehold.gateway.internal.result.FetchLimits;
import io.leasehold.gateway.internal.sql.BackendKind;
import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import io.leasehold.spi.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database behind the gateway: its connections, and the line of those who want one. Safe for any number of threads.
 *
 * <p>It lends nothing before it has said that its login may do no more than it should: see {@link FirstLook}. Who may have which
 * connection is what {@link BackendPools} is about.
 */
public final class Backend implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

    private static final int CANCELS_AT_ONCE = 4;
    private static final Duration CONTROL_TIMEOUT = Duration.ofSeconds(2);

    private final BackendSettings settings;
    private final Product product;
    private final BackendPools pools;
    private final @Nullable LeaseholdDataSource control;
    private final DriverConnections drivers;
    private final LeaseGate gate;
    private final Cancels cancels;
    private final Executor threads;
    private final FirstLook firstLook;
    private final Unreachable unreachable;
    private final Ticker ticker;
    private final FetchLimits fetches;

    private Backend(BackendSettings settings, Product product, GateLimits limits, Around around) {
        this.settings = settings;
        this.product = product;
        this.fetches = around.fetches();
        int leases = settings.maximumPoolSize() - (product.cancelsByControl() ? 1 : 0);
        this.drivers = new DriverConnections(product, settings.maximumPoolSize());
        this.pools = new BackendPools(
                settings,
                product,
                leases,
                each -> describe(each).maximumPoolSize(leases).connectionCustomizer(drivers),
                around.listener());
        this.control = product.cancelsByControl() ? control() : null;
        this.gate = new LeaseGate(settings.name(), leases, limits, around.ticker());
        this.threads = around.threads();
        this.cancels = new Cancels(CANCELS_AT_ONCE, threads);
        this.ticker = around.ticker();
        this.unreachable = new Unreachable(settings.name());
        this.firstLook = new FirstLook(settings.name(), this::look, this::told);
    }

    /**
     * Opens a backend, and asks it what it is and what its login may do. One that cannot be reached now is opened as well, and serves
     * nobody before it could be asked.
     *
     * @throws SQLException if it lets the login not in, or the login may do more than it should; the text is for the operator
     */
    public static Backend open(BackendSettings settings, GateLimits limits, Around around) throws SQLException {
        Backend backend = new Backend(settings, Products.of(settings.jdbcUrl()), limits, around);
        boolean isOpen = false;
        try {
            backend.firstLook.take();
            isOpen = true;
        } catch (SQLException e) {
            String words = Unreachable.driversWords(e);
            isOpen = Unreachable.isOutage(e);
            if (!isOpen) {
                throw new SQLException("backend " + settings.name() + ": " + words, e);
            }
            LOG.warn("backend {} cannot be reached, and serves nobody until it can: {}", settings.name(), words);
        } catch (InvalidConfigException e) {
            String problem = e.violations().get(0).allowed();
            throw new SQLException("backend " + settings.name() + ": its url or its driver: " + problem, e);
        } finally {
            if (!isOpen) {
                backend.close();
            }
        }
        return backend;
    }

    private LeaseholdDataSourceBuilder describe(LeaseholdDataSourceBuilder each) {
        each.sessionReset(product.reset()).connectionTimeout(settings.openTimeout());
        if (!settings.driverClassName().isEmpty()) {
            each.driverClassName(settings.driverClassName());
        }
        product.initSql().ifPresent(each::connectionInitSql);
        product.driverProperties(fetches).forEach(each::dataSourceProperty);
        return each;
    }

    /** Kept open, so that a cancel needs no connection that the server may not have. */
    private LeaseholdDataSource control() {
        return describe(LeaseholdDataSource.builder())
                .poolName(settings.name() + "-control")
                .jdbcUrl(settings.jdbcUrl())
                .credentials(new BackendLogin(settings.login(), ""))
                .maximumPoolSize(1)
                .connectionTimeout(CONTROL_TIMEOUT)
                .initializationFailTimeout(Duration.ofMillis(-1))
                .build();
    }

    private BackendFacts look() throws SQLException {
        Identity nobody = new Identity("", "");
        BackendFacts found;
        try (Connection connection = pools.connection(nobody)) {
            product.verify(connection);
            found = BackendFacts.ask(connection, product, settings);
        }
        pools.forget(nobody);
        return found;
    }

    /**
     * Whether it may be served, asked of the database unless it has answered before. Who comes for it waits for this first.
     *
     * @return what a client is told; empty if it is served
     */
    public Future<Optional<ClientErrorException>> served() {
        return firstLook.ask(threads);
    }

    public String name() {
        return settings.name();
    }

    public BackendSettings settings() {
        return settings;
    }

    public BackendKind kind() {
        return product.kind();
    }

    public BackendFacts facts() {
        return firstLook.facts();
    }

    FetchLimits fetches() {
        return fetches;
    }

    Product product() {
        return product;
    }

    /** The line of those who want a lease. */
    public LeaseGate gate() {
        return gate;
    }

    /** Whether there is a login for who acts so. */
    public boolean serves(Identity identity) {
        return !identity.actsForAnother() || settings.users().containsKey(identity.actingAs());
    }

    /**
     * Gets a connection, for who has its turn at the gate, and looks whether it reads text as it must. May block.
     *
     * @throws SQLException if there is none to be had in time, in words for clients; 08L01 to 08L03 are the pool's own states
     */
    public BackendLease acquire(Identity identity) throws SQLException {
        if (!firstLook.isAnswered()) {
            throw new SQLException("backend " + name() + " is not served yet", ClientErrorException.GENERAL);
        }
        return lease(identity);
    }

    private BackendLease lease(Identity identity) throws SQLException {
        Connection connection = connection(identity);
        try {
            String id = product.verify(connection);
            return new BackendLease(this, connection, drivers.find(id), id);
        } catch (SQLException | RuntimeException | Error e) {
            connection.abort(Runnable::run);
            throw e;
        }
    }

    private Connection connection(Identity identity) throws SQLException {
        try {
            return pools.connection(identity);
        } catch (SQLException e) {
            throw told(e);
        }
    }

    private SQLException told(SQLException error) {
        return unreachable.told(error, pools.retryIn(), ticker.nanos());
    }

    /** Sends a cancel soon, on a thread of its own, at most four at once. */
    public void send(Runnable cancel) {
        cancels.send(cancel);
    }

    void cancel(String id, Statement statement) throws SQLException {
        LeaseholdDataSource over = control;
        if (over != null) {
            try (Connection connection = over.getConnection()) {
                product.cancelByControl(connection, id);
                return;
            } catch (SQLException e) {
                // Another user's statement, or no control connection now: the driver has a way of its own.
            }
        }
        statement.cancel();
    }

    /**
     * Asks the server whether a connection that was cut off still runs its statement, and ends it there if so. May block.
     *
     * @return whether it had to
     */
    public boolean endAtServer(String id) throws SQLException {
        if (id.equals(Product.NO_ID)) {
            return false;
        }
        LeaseholdDataSource over = control;
        if (over != null) {
            try (Connection connection = over.getConnection()) {
                return product.endAtServer(connection, id);
            }
        }
        try (BackendLease lease = acquire(new Identity("", ""))) {
            return product.endAtServer(lease.connection(), id);
        }
    }

    void endSoonAtServer(String id) {
        threads.execute(() -> {
            try {
                endAtServer(id);
            } catch (SQLException | RuntimeException e) {
                LOG.warn(
                        "{}: could not ask the server whether a revoked connection still runs: {}",
                        name(),
                        e.toString());
            }
        });
    }

    /** What all its pools have, as one. */
    public PoolSnapshot snapshot() {
        return pools.snapshot(gate.waiting());
    }

    @Override
    public void close() {
        pools.close();
        if (control != null) {
            control.close();
        }
    }

    @Override
    public String toString() {
        return "backend " + settings.name();
    }

    /**
     * What a backend stands on.
     *
     * @param threads run what blocks; they lose nothing that is handed to them, and throw nothing back
     * @param fetches what the driver of each of its connections may hold of a result
     */
    public record Around(
            Executor threads,
            Ticker ticker,
            FetchLimits fetches,
            @Nullable PoolListener listener) {}
}
