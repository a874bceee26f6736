package io.leasehold.jdbc;

import io.leasehold.Endpoint;
import io.leasehold.EndpointFailedException;
import io.leasehold.InvalidConfigException;
import io.leasehold.PoolGroupConfig;
import io.leasehold.PoolGroupSnapshot;
import io.leasehold.jdbc.internal.ConnectionFactory;
import io.leasehold.jdbc.internal.ConnectionHandle;
import io.leasehold.jdbc.internal.PhysicalConnection;
import io.leasehold.jdbc.internal.open.Resolver;
import io.leasehold.jdbc.internal.settings.Draft;
import io.leasehold.spi.GroupResourceFactory;
import io.leasehold.spi.HandleGroup;
import io.leasehold.spi.ResourceFactory;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A pool of connections for each tenant, that is for each url and user, a limit for each and one for all. A tenant's pool comes with its
 * first connection and goes when it was not used for a while; where the limit for all is reached, idle connections of other tenants make
 * room. Safe for use by any number of threads.
 *
 * <p>Connections are those of {@link LeaseholdDataSource}, and so are the errors: {@code 08L01} all are in use, the tenant's or the
 * group's, {@code 08L02} interrupted while waiting, {@code 08L03} closed; anything else means that connections cannot be opened. A server that
 * cannot be reached fails fast for a while for all tenants on it, a login that is refused for that tenant alone; the cause of that
 * error is an {@link EndpointFailedException}'s.
 */
public final class LeaseholdDataSources implements AutoCloseable {

    private final HandleGroup<Tenant, PhysicalConnection, ConnectionHandle> group;

    LeaseholdDataSources(PoolGroupConfig config, Draft shared, PoolStart.Surroundings around) {
        this.group = HandleGroup.open(config, new Factory(shared), around.listener(), around.ticker(), around.runner());
    }

    /** Describes a group, to be built when all is said. */
    public static LeaseholdDataSourcesBuilder builder() {
        return new LeaseholdDataSourcesBuilder();
    }

    /**
     * The data source of a tenant. It is a view: making one costs nothing and opens nothing, and any two for the same tenant lead to the
     * same pool. Another password is another tenant.
     *
     * <p>An url that is wrong is refused by its {@code getConnection()}, with an {@link InvalidConfigException}.
     */
    public DataSource get(String jdbcUrl, String username, String password) {
        return get(jdbcUrl, Credentials.of(username, password));
    }

    /** As {@link #get(String, String, String)}, with both in one; the password may be missing. */
    public DataSource get(String jdbcUrl, Credentials credentials) {
        return new TenantDataSource(group, tenant(jdbcUrl, credentials));
    }

    /**
     * As {@link #get(String, String, String)}, for credentials that change: they are asked for at every open. The same supplier must be given
     * for the same tenant each time, or one that equals it.
     *
     * @param name how errors, logs and snapshots call the user
     */
    public DataSource get(String jdbcUrl, String name, CredentialsSupplier credentials) {
        return new TenantDataSource(group, new Tenant(jdbcUrl, name, null, credentials));
    }

    /** Retires the tenant's connections: idle ones at once, leased ones as they come back. What failed before is forgotten. */
    public void retire(String jdbcUrl, String username, String password) {
        retire(jdbcUrl, Credentials.of(username, password));
    }

    /** As {@link #retire(String, String, String)}, with both in one. */
    public void retire(String jdbcUrl, Credentials credentials) {
        group.retire(tenant(jdbcUrl, credentials));
    }

    private static Tenant tenant(String jdbcUrl, Credentials credentials) {
        return new Tenant(jdbcUrl, credentials.username(), credentials.password(), null);
    }

    /** As {@link #retire(String, String, String)}, for a tenant whose credentials are supplied. */
    public void retire(String jdbcUrl, String name, CredentialsSupplier credentials) {
        group.retire(new Tenant(jdbcUrl, name, null, credentials));
    }

    /** Retires every connection of every tenant: idle ones at once, leased ones as they come back. */
    public void retireAll() {
        group.retireAll();
    }

    /** A reading of the group now; no secrets. */
    public PoolGroupSnapshot snapshot() {
        return group.snapshot();
    }

    /**
     * Stops lending to all tenants, waits until all connections have come back or the timeout has passed, then revokes what is still out
     * and closes the group.
     *
     * @param timeout how long holders are given, zero or more
     * @return whether every connection came back by itself
     */
    public boolean drain(Duration timeout) {
        return group.drain(timeout);
    }

    /** Drains with no time given: what is out is revoked. A second call does nothing. */
    @Override
    public void close() {
        group.close();
    }

    /** The group's name; no secrets. */
    @Override
    public String toString() {
        return "LeaseholdDataSources " + group.name();
    }

    /** Makes the way to the driver of each tenant from the settings that all share. */
    private record Factory(Draft shared) implements GroupResourceFactory<Tenant, PhysicalConnection, ConnectionHandle> {

        @Override
        public ResourceFactory<PhysicalConnection, ConnectionHandle> factoryOf(Tenant tenant) {
            Draft own = tenant.in(shared);
            return new ConnectionFactory(new Resolver(own).resolve(), PoolStart.logins(own));
        }

        @Override
        public Endpoint endpointOf(Tenant tenant) {
            return tenant.endpoint();
        }
    }
}
