package consumer;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.micrometer.PoolEventMetrics;
import io.leasehold.micrometer.PoolMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** A user of the meters on the module path. */
public class Main {
    public static void main(String[] args) {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (Pool<StringBuilder> pool = Pool.of(StringBuilder::new)
                .name("orders")
                .listener(new PoolEventMetrics(registry))
                .build()) {
            PoolMetrics.of(pool).bindTo(registry);
            try (Lease<StringBuilder> lease = pool.acquire()) {
                lease.resource().append("leased");
                double leased = registry.get("leasehold.pool.resources")
                        .tag("state", "leased")
                        .gauge()
                        .value();
                System.out.println(leased == 1 ? lease.resource() : "not shown as leased");
            }
        }
    }
}
