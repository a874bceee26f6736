package io.leasehold.examples;

import io.leasehold.jdbc.LeaseholdDataSources;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A database for each tenant, a few connections for each, and one limit for all: tenants that sleep make room for those that are awake,
 * and one whose server is down keeps nobody waiting. Safe for any thread.
 */
public final class APoolPerTenant implements AutoCloseable {

    private final LeaseholdDataSources tenants;

    public APoolPerTenant() {
        // tag::group[]
        tenants = LeaseholdDataSources.builder()
                .name("tenants")
                .maximumSize(100)
                .each(each -> each.maximumPoolSize(5)
                        .connectionTimeout(Duration.ofSeconds(5))
                        .idleTimeout(Duration.ofMinutes(2)))
                .build();
        // end::group[]
    }

    /** How many orders the tenant has. */
    public long orders(String url, String user, String password) throws SQLException {
        // tag::use[]
        DataSource tenant = tenants.get(url, user, password);
        try (Connection connection = tenant.getConnection();
                PreparedStatement count = connection.prepareStatement("SELECT COUNT(*) FROM orders");
                ResultSet result = count.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
        // end::use[]
    }

    /** The tenant has left, or its database moves. */
    public void left(String url, String user, String password) {
        tenants.retire(url, user, password);
    }

    /** Connections that are open now, for all tenants together. */
    public int open() {
        return tenants.snapshot().taken();
    }

    @Override
    public void close() {
        tenants.close();
    }
}
