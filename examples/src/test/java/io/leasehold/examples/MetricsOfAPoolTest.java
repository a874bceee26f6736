package io.leasehold.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.SessionRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

class MetricsOfAPoolTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void whatAPoolLendsIsCountedAndShown() throws Exception {
        try (LeaseholdDataSource orders = MetricsOfAPool.orders("jdbc:h2:mem:metrics", registry);
                Connection connection = orders.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(registry.get("leasehold.pool.acquires").counter().count())
                    .isEqualTo(1);
            assertThat(registry.get("leasehold.pool.resources")
                            .tag("state", "leased")
                            .gauge()
                            .value())
                    .isEqualTo(1);
        }
    }

    @Test
    void whoConnectsIsCountedAndShown() {
        try (SessionRegistry sessions = MetricsOfAPool.sessions(registry)) {
            sessions.start("192.0.2.1", ConnectionKind.LASTING);
            assertThat(registry.get("leasehold.session.connections").gauge().value())
                    .isEqualTo(1);
            await().untilAsserted(() -> assertThat(registry.get("leasehold.session.connections.started")
                            .counter()
                            .count())
                    .isEqualTo(1));
        }
    }
}
