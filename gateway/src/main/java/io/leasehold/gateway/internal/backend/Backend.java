package io.leasehold.gateway.internal.backend;

import io.leasehold.PoolGroupSnapshot;
import io.leasehold.PoolListener;
import io.leasehold.PoolSnapshot;
import io.leasehold.gateway.internal.sql.BackendKind;
import io.leasehold.jdbc.Credentials;
import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import io.leasehold.jdbc.LeaseholdDataSources;
import io.leasehold.jdbc.LeaseholdDataSourcesBuilder;
import io.leasehold.spi.Ticker;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database behind the gateway: its connections, and the line of those who want one. Safe for any number of threads.
 *
 * <p>There is a pool for each login, and, where a connection must not pass from one user to another, for each user: within one limit
 * for all, idle connections of others make room. So a connection that worked for one user is lent to another only where the database
 * resets a session in full, and only if that succeeded: anywhere else the two never share a pool.
 */
public final class Backend implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

    private static final int CANCELS_AT_ONCE = 4;
    private static final Duration CONTROL_TIMEOUT = Duration.ofSeconds(2);

    private final BackendSettings settings;
    private final Product product;
    private final LeaseholdDataSources pools;
    private final @Nullable LeaseholdDataSource control;
    private final DriverConnections drivers;
    private final LeaseGate gate;
    private final Cancels cancels;
    private final Executor threads;
    private volatile BackendFacts facts = new BackendFacts("", Optional.empty());

    private Backend(BackendSettings settings, Product product, GateLimits limits, Around around) {
        this.settings = settings;
        this.product = product;
        int leases = settings.maximumPoolSize() - (product.cancelsByControl() ? 1 : 0);
        this.drivers = new DriverConnections(product, settings.maximumPoolSize());
        LeaseholdDataSourcesBuilder sources = LeaseholdDataSources.builder()
                .name(settings.name())
                .maximumSize(leases)
                .each(each -> describe(each).maximumPoolSize(leases).connectionCustomizer(drivers));
        if (around.listener() != null) {
            sources.listener(around.listener());
        }
        this.pools = sources.build();
        this.control = product.cancelsByControl() ? control() : null;
        this.gate = new LeaseGate(settings.name(), leases, limits, around.ticker());
        this.threads = around.threads();
        this.cancels = new Cancels(CANCELS_AT_ONCE, threads);
    }

    /**
     * Opens a backend, and asks it what it is and what its login may do.
     *
     * @throws SQLException if it cannot be reached, or the login may do more than it should; the text is for the operator
     */
    public static Backend open(BackendSettings settings, GateLimits limits, Around around) throws SQLException {
        Backend backend = new Backend(settings, Products.of(settings.jdbcUrl()), limits, around);
        try {
            backend.ask();
            return backend;
        } catch (SQLException | RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    private LeaseholdDataSourceBuilder describe(LeaseholdDataSourceBuilder each) {
        each.sessionReset(product.reset()).connectionTimeout(settings.openTimeout());
        if (!settings.driverClassName().isEmpty()) {
            each.driverClassName(settings.driverClassName());
        }
        product.initSql().ifPresent(each::connectionInitSql);
        product.driverProperties().forEach(each::dataSourceProperty);
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

    private void ask() throws SQLException {
        Identity nobody = new Identity("", "");
        BackendLease lease = acquire(nobody);
        try {
            Connection connection = lease.connection();
            String rights = product.rightsBeyond(connection);
            if (!rights.isEmpty() && !settings.allowSuperuser()) {
                throw new SQLException("backend " + settings.name() + ": its user "
                        + settings.login().username() + " has rights beyond the data (" + rights
                        + "): give it another user, or set allowSuperuser: true");
            }
            DatabaseMetaData metaData = connection.getMetaData();
            String name = metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion();
            Optional<String> namespace = settings.schema().isPresent()
                    ? Optional.of(product.resolveNamespace(
                            connection, settings.schema().get()))
                    : product.namespace(connection);
            facts = new BackendFacts(name, namespace);
        } finally {
            lease.close();
        }
        if (!isShared()) {
            // Kept for nobody, it would take room from those for whom connections are kept.
            BackendLogin login = login(nobody);
            pools.retire(settings.jdbcUrl(), login.name(), login);
        }
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
        return facts;
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
     * @throws SQLException if there is none to be had in time; 08L01 to 08L03 are the pool's own states
     */
    public BackendLease acquire(Identity identity) throws SQLException {
        BackendLogin login = login(identity);
        Connection connection =
                pools.get(settings.jdbcUrl(), login.name(), login).getConnection();
        try {
            String id = product.verify(connection);
            return new BackendLease(this, connection, drivers.find(id), id);
        } catch (SQLException | RuntimeException e) {
            connection.abort(Runnable::run);
            throw e;
        }
    }

    /** Whether a connection that worked for one user may work for another. */
    private boolean isShared() {
        return product.resetsFully() && settings.shareAcrossUsers();
    }

    private BackendLogin login(Identity identity) {
        Credentials own = settings.users().get(identity.actingAs());
        String owner = isShared()
                ? ""
                : identity.principal() + (identity.actsForAnother() ? " as " + identity.actingAs() : "");
        return new BackendLogin(own != null ? own : settings.login(), owner);
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
        PoolGroupSnapshot group = pools.snapshot();
        List<PoolSnapshot> each =
                group.endpoints().stream().map(endpoint -> endpoint.pool()).toList();
        return new PoolSnapshot(
                settings.name(),
                group.state(),
                group.taken(),
                group.idle(),
                group.leased(),
                each.stream().mapToInt(PoolSnapshot::checking).sum(),
                each.stream().mapToInt(PoolSnapshot::closing).sum(),
                group.opening(),
                gate.waiting(),
                group.maximum(),
                group.maximum(),
                group.lost(),
                each.stream()
                        .map(PoolSnapshot::lastOpenFailure)
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                null,
                each.stream().flatMap(pool -> pool.holders().stream()).toList());
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
     * @param threads run what blocks
     */
    public record Around(
            Executor threads, Ticker ticker, @Nullable PoolListener listener) {}
}
