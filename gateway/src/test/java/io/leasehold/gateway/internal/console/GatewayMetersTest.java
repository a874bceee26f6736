package io.leasehold.gateway.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.PoolEvent;
import io.leasehold.gateway.internal.view.PinView;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Prometheus reads of a gateway. */
class GatewayMetersTest {

    @Test
    void poolsSessionsOperationsAndTheJvmAreThere() {
        FakeGateway gateway = Samples.usual();
        try (GatewayMeters meters = new GatewayMeters()) {
            meters.watch(gateway);
            assertThat(meters.scrape())
                    .contains(
                            "leasehold_pool_resources{pool=\"warehouse\",state=\"leased\"} 2.0",
                            "leasehold_pool_waiting_threads{pool=\"shop\"} 3.0",
                            "leasehold_session_sessions{registry=\"gateway\",state=\"detached\"} 1.0",
                            "leasehold_session_connections{registry=\"gateway\"} 4.0",
                            "leasehold_gateway_operations{state=\"running\"} 1.0",
                            "leasehold_gateway_operations{state=\"failed\"} 0.0",
                            "leasehold_gateway_pins{backend=\"shop\"} 1.0",
                            "leasehold_gateway_results_bytes 4096.0",
                            "leasehold_gateway_ready 1.0",
                            "leasehold_gateway_age_seconds 11220.0",
                            "jvm_memory_used_bytes",
                            "process_uptime_seconds");
        }
    }

    @Test
    void whatHappensInPoolsAndSessionsIsCounted() {
        try (GatewayMeters meters = new GatewayMeters()) {
            meters.pools().acquired(new PoolEvent("warehouse", 1, Duration.ZERO, null, null, null));
            assertThat(meters.scrape()).contains("leasehold_pool_acquires_total{pool=\"warehouse\"} 1.0");
        }
    }

    @Test
    void noLabelIsAUserAnAddressOrAStatement() {
        FakeGateway gateway = Samples.usual();
        FakeGateway hostile = Samples.saying("a-user-or-address-or-sql");
        gateway.sessions = Samples.sessions(hostile.sessions.connections(), hostile.sessions.sessions());
        gateway.operations = hostile.operations;
        gateway.ends = hostile.ends;
        gateway.pins = List.of(new PinView("id", "a-user-or-address-or-sql", "shop", "why", Duration.ZERO));
        try (GatewayMeters meters = new GatewayMeters()) {
            meters.watch(gateway);
            assertThat(meters.scrape()).isNotEmpty().doesNotContain("a-user-or-address-or-sql");
        }
    }
}
