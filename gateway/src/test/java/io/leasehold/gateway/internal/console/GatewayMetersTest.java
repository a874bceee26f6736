package io.leasehold.gateway.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.PoolEvent;
import io.leasehold.gateway.internal.operation.OperationEnd;
import io.leasehold.gateway.internal.operation.Phase;
import io.leasehold.gateway.internal.view.PinView;
import io.leasehold.gateway.internal.wire.WireCounters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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
    void operationsThatAreOverAreCounted() {
        try (GatewayMeters meters = new GatewayMeters()) {
            meters.operations().accept(end(Phase.FINISHED, Duration.ofMillis(40)));
            meters.operations().accept(end(Phase.FINISHED, Duration.ofSeconds(2)));
            meters.operations().accept(end(Phase.TIMED_OUT, Duration.ZERO));
            assertThat(meters.scrape())
                    .contains(
                            "leasehold_gateway_operations_ended_total{backend=\"warehouse\",outcome=\"finished\"} 2.0",
                            "leasehold_gateway_operations_ended_total{backend=\"warehouse\",outcome=\"timed_out\"} 1.0",
                            "leasehold_gateway_operations_wait_seconds_count{backend=\"warehouse\"} 3",
                            "leasehold_gateway_operations_run_seconds_bucket{backend=\"warehouse\",le=\"0.1\"} 1",
                            "leasehold_gateway_operations_run_seconds_bucket{backend=\"warehouse\",le=\"10.0\"} 2",
                            "leasehold_gateway_operations_run_seconds_count{backend=\"warehouse\"} 2")
                    .doesNotContain("a-user-or-address-or-sql");
        }
    }

    @Test
    void whatAListenerCountsIsShownByItsName() {
        AtomicReference<WireCounters> counts = new AtomicReference<>(new WireCounters(5, 1, 20, 2, 3, 4, 6, 7, 8, 9));
        try (GatewayMeters meters = new GatewayMeters()) {
            meters.watchListener("binary", counts, AtomicReference::get);
            assertThat(meters.scrape())
                    .contains(
                            "leasehold_gateway_connections{listener=\"binary\"} 5.0",
                            "leasehold_gateway_connections_opened_total{listener=\"binary\"} 20.0",
                            "leasehold_gateway_connections_refused_total{listener=\"binary\",reason=\"full\"} 2.0",
                            "leasehold_gateway_connections_refused_total{listener=\"binary\",reason=\"at_once\"} 3.0",
                            "leasehold_gateway_connections_refused_total{listener=\"binary\",reason=\"slow_login\"} 6.0",
                            "leasehold_gateway_logins_failed_total{listener=\"binary\"} 4.0",
                            "leasehold_gateway_garbage_total{listener=\"binary\"} 7.0",
                            "leasehold_gateway_clients_gone_total{listener=\"binary\",when=\"in_call\"} 8.0",
                            "leasehold_gateway_clients_gone_total{listener=\"binary\",when=\"unacknowledged\"} 9.0");
        }
    }

    private static OperationEnd end(Phase outcome, Duration ran) {
        String anybodys = "a-user-or-address-or-sql";
        return new OperationEnd(
                "id",
                "session",
                anybodys,
                anybodys,
                anybodys,
                "warehouse",
                anybodys,
                anybodys,
                outcome,
                "",
                Duration.ofMillis(8),
                ran,
                1,
                -1);
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
