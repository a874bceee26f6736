package io.leasehold.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.session.ClientConnection;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.OnDisconnect;
import io.leasehold.session.SessionOptions;
import io.leasehold.session.SessionRefusedException;
import io.leasehold.session.SessionRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions and their ends are counted, and nobody's name is a tag. */
class SessionMetricsTest {

    private static final String ADDRESS = "192.0.2.77";

    private final MeterStage stage = new MeterStage();
    private final SessionRegistry sessions = stage.closing(SessionRegistry.named("server")
            .onDisconnect(OnDisconnect.endAfter(Duration.ofSeconds(30)))
            .maximumPerUser(2)
            .listener(new SessionEventMetrics(stage.registry))
            .ticker(stage.ticker)
            .runner(stage.runner)
            .build());

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private void open(ClientConnection connection) {
        connection.open("ann.the.user", SessionOptions.DEFAULT, session -> {});
    }

    @Test
    void sessionsAndConnectionsAreShownByTheirState() {
        SessionMetrics.of(sessions).bindTo(stage.registry);
        ClientConnection stays = sessions.start(ADDRESS, ConnectionKind.LASTING);
        ClientConnection goes = sessions.start(ADDRESS, ConnectionKind.LASTING);
        open(stays);
        open(goes);
        goes.end();
        assertThat(stage.gauge("leasehold.session.connections", "registry", "server"))
                .isEqualTo(1);
        assertThat(stage.gauge("leasehold.session.sessions", "state", "attached"))
                .isEqualTo(1);
        assertThat(stage.gauge("leasehold.session.sessions", "state", "detached"))
                .isEqualTo(1);
        assertThat(stage.gauge("leasehold.session.sessions", "state", "opening"))
                .isZero();
    }

    @Test
    void endsAreCountedByTheirReason() {
        ClientConnection connection = sessions.start(ADDRESS, ConnectionKind.LASTING);
        open(connection);
        open(connection);
        assertThatThrownBy(() -> open(connection)).isInstanceOf(SessionRefusedException.class);
        sessions.end(sessions.snapshot().sessions().get(0).id(), "ops");
        connection.end();
        stage.runner.pass(Duration.ofSeconds(31));
        stage.runner.settle();
        assertThat(stage.count("leasehold.session.ends", "reason", "revoked")).isEqualTo(1);
        assertThat(stage.count("leasehold.session.ends", "reason", "grace_over"))
                .isEqualTo(1);
        assertThat(stage.count("leasehold.session.ends", "reason", "idle")).isZero();
        assertThat(stage.count("leasehold.session.refusals")).isEqualTo(1);
        assertThat(stage.count("leasehold.session.detaches")).isEqualTo(1);
        assertThat(stage.count("leasehold.session.connections.started")).isEqualTo(1);
        assertThat(stage.count("leasehold.session.connections.ended")).isEqualTo(1);
        assertThat(stage.registry.get("leasehold.session.open").timer().count()).isEqualTo(2);
        assertThat(stage.registry.get("leasehold.session.life").timer().count()).isEqualTo(2);
    }

    @Test
    void noTagIsAUserOrAnAddress() {
        SessionMetrics.of(sessions).bindTo(stage.registry);
        open(sessions.start(ADDRESS, ConnectionKind.LASTING));
        stage.runner.settle();
        assertThat(stage.registry.getMeters())
                .hasSizeGreaterThan(10)
                .allSatisfy(meter -> assertThat(meter.getId().toString()).doesNotContain("ann.the.user", ADDRESS));
    }

    @Test
    void closingTakesTheGaugesOut() {
        SessionMetrics metrics = SessionMetrics.of(sessions);
        metrics.bindTo(stage.registry);
        assertThat(stage.registry.find("leasehold.session.connections").gauge()).isNotNull();
        metrics.close();
        assertThat(stage.registry.find("leasehold.session.connections").gauge()).isNull();
    }

    @Test
    void closingTheSecondOfANameLeavesTheGaugesOfTheFirst() {
        SessionMetrics first = SessionMetrics.of(sessions);
        SessionMetrics second = SessionMetrics.of("server", sessions::snapshot);
        first.bindTo(stage.registry);
        second.bindTo(stage.registry);
        second.close();
        sessions.start(ADDRESS, ConnectionKind.LASTING);
        assertThat(stage.gauge("leasehold.session.connections", "registry", "server"))
                .isEqualTo(1);
        first.close();
        assertThat(stage.registry.find("leasehold.session.connections").gauge()).isNull();
    }
}
