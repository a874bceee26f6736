package io.leasehold.gateway.internal.backend;

import io.leasehold.EndpointFailure;
import io.leasehold.EndpointSnapshot;
import io.leasehold.PoolGroupSnapshot;
import io.leasehold.PoolListener;
import io.leasehold.PoolSnapshot;
import io.leasehold.jdbc.Credentials;
import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import io.leasehold.jdbc.LeaseholdDataSources;
import io.leasehold.jdbc.LeaseholdDataSourcesBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A backend's connections. Safe for any number of threads.
 *
 * <p>There is a pool for each login, and, where a connection must not pass from one user to another, for each user: within one limit
 * for all, idle connections of others make room. So a connection that worked for one user is lent to another only where the database
 * resets a session in full, and only if that succeeded: anywhere else the two never share a pool.
 */
final class BackendPools implements AutoCloseable {

    private final BackendSettings settings;
    private final boolean isShared;
    private final LeaseholdDataSources pools;

    /** @param each describes each pool */
    BackendPools(
            BackendSettings settings,
            Product product,
            int maximum,
            Consumer<LeaseholdDataSourceBuilder> each,
            @Nullable PoolListener listener) {
        this.settings = settings;
        this.isShared = product.resetsFully() && settings.shareAcrossUsers();
        LeaseholdDataSourcesBuilder sources = LeaseholdDataSources.builder()
                .name(settings.name())
                .maximumSize(maximum)
                .each(each);
        if (listener != null) {
            sources.listener(listener);
        }
        this.pools = sources.build();
    }

    /** @throws SQLException in the pool's own words and states */
    Connection connection(Identity identity) throws SQLException {
        BackendLogin login = login(identity);
        return pools.get(settings.jdbcUrl(), login.name(), login).getConnection();
    }

    /** Lets go of what was opened for this one alone: kept for it, it would take room from those for whom connections are kept. */
    void forget(Identity identity) {
        if (!isShared) {
            BackendLogin login = login(identity);
            pools.retire(settings.jdbcUrl(), login.name(), login);
        }
    }

    private BackendLogin login(Identity identity) {
        Credentials own = settings.users().get(identity.actingAs());
        String owner =
                isShared ? "" : identity.principal() + (identity.actsForAnother() ? " as " + identity.actingAs() : "");
        return new BackendLogin(own != null ? own : settings.login(), owner);
    }

    /** In how long an open is tried again that fails fast now; zero if none does. */
    Duration retryIn() {
        return pools.snapshot().endpoints().stream()
                .map(EndpointSnapshot::failure)
                .filter(Objects::nonNull)
                .map(EndpointFailure::nextProbeIn)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /**
     * What all have, as one.
     *
     * @param waiting how many wait before them
     */
    PoolSnapshot snapshot(int waiting) {
        PoolGroupSnapshot group = pools.snapshot();
        List<PoolSnapshot> each =
                group.endpoints().stream().map(EndpointSnapshot::pool).toList();
        return new PoolSnapshot(
                settings.name(),
                group.state(),
                group.taken(),
                group.idle(),
                group.leased(),
                each.stream().mapToInt(PoolSnapshot::checking).sum(),
                each.stream().mapToInt(PoolSnapshot::closing).sum(),
                group.opening(),
                waiting,
                group.maximum(),
                group.maximum(),
                group.lost(),
                each.stream()
                        .map(PoolSnapshot::lastOpenFailure)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                null,
                each.stream().flatMap(pool -> pool.holders().stream()).toList());
    }

    @Override
    public void close() {
        pools.close();
    }
}
