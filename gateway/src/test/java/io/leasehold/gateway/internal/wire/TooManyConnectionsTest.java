package io.leasehold.gateway.internal.wire;

import static io.leasehold.gateway.internal.wire.FakeLogins.PASSWORD;
import static io.leasehold.gateway.internal.wire.FakeLogins.USER;
import static io.leasehold.gateway.internal.wire.WireStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Floods: so many connections, a few that are told why they cannot stay, and no more. */
class TooManyConnectionsTest {

    private final WireStage stage = new WireStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private void fill(BinaryServer server, int connections) throws Exception {
        for (int i = 0; i < connections; i++) {
            stage.closing(WireClient.sasl(server.port(), USER, PASSWORD)).info();
        }
    }

    private static void isRefused(WireClient client) throws Exception {
        TStatus status = client.tryOpen().getStatus();
        assertThat(status.getStatusCode()).isEqualTo(TStatusCode.ERROR_STATUS);
        assertThat(status.getSqlState()).isEqualTo("08004");
        assertThat(status.getErrorMessage()).contains("2 at once").contains("connections.maximum");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void oneBeyondTheMaximumIsToldSoInTheStatusOfItsOpen() throws Exception {
        BinaryServer server = stage.binary(settings -> settings.maximumConnections(2));
        fill(server, 2);
        try (WireClient sasl = WireClient.sasl(server.port(), "bob", "x");
                WireClient plain = WireClient.noSasl(server.port())) {
            isRefused(sasl);
            isRefused(plain);
        }
        assertThat(server.counters().full()).isEqualTo(2);
        assertThat(stage.connections()).isEqualTo(2);
        assertThat(stage.service.callers).hasSize(2);
    }

    @Test
    void withPasswordsAsWellAndWithoutAskingTheVerifier() throws Exception {
        BinaryServer server =
                stage.binary(settings -> settings.maximumConnections(2).authentication(Authentication.PASSWORD));
        fill(server, 2);
        int verified = stage.logins.verifying.get();
        try (WireClient client = WireClient.sasl(server.port(), USER, PASSWORD)) {
            isRefused(client);
        }
        assertThat(stage.logins.verifying).hasValue(verified);
    }

    @Test
    void beyondTheReserveSocketsAreClosedAndCountedWithOneLineASecond() throws Exception {
        BinaryServer server = stage.stepped(settings -> settings.maximumConnections(2));
        fill(server, 2);
        for (int i = 0; i < Admission.RESERVE; i++) {
            stage.closing(WireClient.connect(server.port()));
        }
        eventually("the reserve is taken", () -> server.counters().connections() == 2 + Admission.RESERVE);
        try (LogLines log = new LogLines()) {
            closedAtOnce(server, 10);
            assertThat(log.lines())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("1 connection to the binary listener closed at once");
            stage.runner.pass(Duration.ofSeconds(1));
            assertThat(log.lines())
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("9 connections to the binary listener closed at once");
            stage.runner.pass(Duration.ofSeconds(10));
            assertThat(log.lines()).hasSize(2);
        }
        assertThat(server.counters().closedAtOnce()).isEqualTo(10);
    }

    private static void closedAtOnce(BinaryServer server, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (Socket socket = WireClient.connect(server.port())) {
                assertThat(socket.getInputStream().read()).isNegative();
            }
        }
    }

    @Test
    void whenOneLeavesThereIsRoomAgain() throws Exception {
        BinaryServer server = stage.binary(settings -> settings.maximumConnections(1));
        try (WireClient client = WireClient.noSasl(server.port())) {
            client.open();
        }
        eventually("its place is free", () -> server.counters().connections() == 0);
        try (WireClient client = WireClient.noSasl(server.port())) {
            client.open();
        }
    }

    @Test
    void whoeverEntersAndLeavesHoweverOftenTheCountsComeBackToZero() throws Exception {
        Admission admission = new Admission(5, 2, 3);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch done = new CountDownLatch(8);
        for (int t = 0; t < 8; t++) {
            String address = "192.0.2." + t % 3;
            threads.execute(() -> {
                for (int i = 0; i < 10_000; i++) {
                    enterAndLeave(admission, address, i);
                }
                done.countDown();
            });
        }
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        threads.shutdown();
        assertThat(admission.connections()).isZero();
        assertThat(admission.loggingIn()).isZero();
        List<Admission.Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Admission.Ticket ticket = admission.enter("192.0.2." + i);
            if (ticket != null) {
                tickets.add(ticket);
            }
        }
        assertThat(tickets).hasSize(7).filteredOn(Admission.Ticket::isExtra).hasSize(2);
    }

    private static void enterAndLeave(Admission admission, String address, int turn) {
        Admission.Ticket ticket = admission.enter(address);
        assertThat(admission.connections()).isLessThanOrEqualTo(7);
        if (ticket != null) {
            if (turn % 2 == 0) {
                ticket.loggedIn();
            }
            ticket.leave();
            ticket.leave();
        }
    }
}
