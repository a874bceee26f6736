package io.leasehold.examples;

import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.micrometer.PoolEventMetrics;
import io.leasehold.micrometer.PoolMetrics;
import io.leasehold.micrometer.SessionEventMetrics;
import io.leasehold.micrometer.SessionMetrics;
import io.leasehold.session.SessionRegistry;
import io.micrometer.core.instrument.MeterRegistry;

/** A pool, and the sessions of a server, as meters of Micrometer. */
public final class MetricsOfAPool {

    private MetricsOfAPool() {}

    /** A pool whose meters are in the registry. */
    public static LeaseholdDataSource orders(String url, MeterRegistry registry) {
        // tag::pool[]
        LeaseholdDataSource orders = LeaseholdDataSource.builder()
                .jdbcUrl(url)
                .poolName("orders")
                .listener(new PoolEventMetrics(registry))
                .build();
        PoolMetrics.of(orders).bindTo(registry);
        // end::pool[]
        return orders;
    }

    /** Sessions whose meters are in the registry. */
    public static SessionRegistry sessions(MeterRegistry registry) {
        // tag::sessions[]
        SessionRegistry sessions = SessionRegistry.named("server")
                .listener(new SessionEventMetrics(registry))
                .build();
        SessionMetrics.of(sessions).bindTo(registry);
        // end::sessions[]
        return sessions;
    }
}
