package io.leasehold.gateway.internal.wire;

import static io.leasehold.gateway.internal.wire.FakeLogins.PASSWORD;
import static io.leasehold.gateway.internal.wire.FakeLogins.USER;
import static io.leasehold.gateway.internal.wire.WireStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leasehold.session.ConnectionKind;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TServiceClient;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransportException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls and logins over a socket. */
class BinaryServerTest {

    private final WireStage stage = new WireStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private BinaryServer withPasswords() throws IOException {
        return stage.binary(settings -> settings.authentication(Authentication.PASSWORD));
    }

    @Test
    void withoutAuthenticationAClientSpeaksWithSaslOrWithout() throws Exception {
        BinaryServer server = stage.binary();
        try (WireClient plain = WireClient.noSasl(server.port());
                WireClient sasl = WireClient.sasl(server.port(), "bob", "anything")) {
            plain.open();
            sasl.open();
            assertThat(plain.info()).isEqualTo("Leasehold");
            assertThat(sasl.info()).isEqualTo("Leasehold");
        }
        assertThat(stage.service.callers)
                .extracting(Caller::principal, Caller::verified, Caller::address)
                .containsExactlyInAnyOrder(tuple("", false, "127.0.0.1"), tuple("bob", false, "127.0.0.1"));
    }

    @Test
    void thePrincipalIsWhosePasswordWasVerified() throws Exception {
        BinaryServer server = withPasswords();
        try (WireClient client = WireClient.sasl(server.port(), USER, PASSWORD)) {
            client.open();
            assertThat(client.info()).isEqualTo("Leasehold");
        }
        assertThat(stage.service.callers).singleElement().satisfies(caller -> {
            assertThat(caller.principal()).isEqualTo(USER);
            assertThat(caller.verified()).isTrue();
            assertThat(caller.doAs()).isEmpty();
        });
    }

    @Test
    void whomAClientWantsToActForIsPassedOnAndIsNotWhoItIs() throws Exception {
        BinaryServer server = withPasswords();
        try (WireClient client = WireClient.sasl(WireClient.connect(server.port()), "root", USER, PASSWORD)) {
            client.info();
        }
        assertThat(stage.service.callers).singleElement().satisfies(caller -> {
            assertThat(caller.principal()).isEqualTo(USER);
            assertThat(caller.doAs()).isEqualTo("root");
        });
    }

    @Test
    void aWrongPasswordIsToldInASentenceAndLeavesNothing() throws Exception {
        BinaryServer server = withPasswords();
        try (LogLines log = new LogLines()) {
            assertThatThrownBy(() -> WireClient.sasl(server.port(), USER, "wrong"))
                    .isInstanceOf(TTransportException.class)
                    .hasMessageContaining(FakeLogins.REFUSED);
            assertThatThrownBy(() -> WireClient.sasl(server.port(), "nobody", "wrong"))
                    .hasMessageContaining(FakeLogins.REFUSED);
            assertThat(log.complaints()).isEmpty();
        }
        assertThat(server.counters().failedLogins()).isEqualTo(2);
        assertThat(stage.connections()).isZero();
        assertThat(stage.service.callers).isEmpty();
    }

    @Test
    void withPasswordsAClientWithoutSaslIsToldSoInTheStatus() throws Exception {
        BinaryServer server = withPasswords();
        try (WireClient client = WireClient.noSasl(server.port())) {
            TOpenSessionResp response = client.tryOpen();
            assertThat(response.getStatus().getStatusCode()).isEqualTo(TStatusCode.ERROR_STATUS);
            assertThat(response.getStatus().getSqlState()).isEqualTo("28000");
            assertThat(response.getStatus().getErrorMessage()).contains("auth=noSasl");
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(stage.service.callers).isEmpty();
    }

    @Test
    void anotherMechanismThanPlainIsRefused() throws Exception {
        BinaryServer server = withPasswords();
        try (Socket socket = WireClient.connect(server.port())) {
            socket.getOutputStream().write(new byte[] {1, 0, 0, 0, 6});
            socket.getOutputStream().write("GSSAPI".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(5);
            assertThat(answer[0]).as("BAD").isEqualTo((byte) 3);
            assertThat(new String(socket.getInputStream().readNBytes(answer[4]), StandardCharsets.UTF_8))
                    .contains("PLAIN");
        }
    }

    @Test
    void aClientThatSendsNoInitialResponseIsAskedForIt() throws Exception {
        BinaryServer server = withPasswords();
        try (Socket socket = WireClient.connect(server.port())) {
            socket.getOutputStream().write(new byte[] {1, 0, 0, 0, 5, 'P', 'L', 'A', 'I', 'N', 2, 0, 0, 0, 0});
            assertThat(socket.getInputStream().readNBytes(5)).containsExactly(2, 0, 0, 0, 0);
            byte[] response = ("\0" + USER + "\0" + PASSWORD).getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream().write(new byte[] {2, 0, 0, 0, (byte) response.length});
            socket.getOutputStream().write(response);
            assertThat(socket.getInputStream().readNBytes(5)).containsExactly(5, 0, 0, 0, 0);
        }
    }

    @Test
    void sessionsHangOnTheConnectionOfTheSocketTheyCameOver() throws Exception {
        BinaryServer server = stage.binary();
        try (WireClient client = WireClient.noSasl(server.port())) {
            client.open();
            client.open();
            assertThat(stage.registry.snapshot().connections()).singleElement().satisfies(connection -> {
                assertThat(connection.kind()).isEqualTo(ConnectionKind.LASTING);
                assertThat(connection.sessions()).hasSize(2);
            });
        }
        eventually("nothing is left", () -> stage.connections() == 0 && stage.sessions() == 0);
    }

    @Test
    void anUnknownCallIsAnsweredAsSuchAndTheConnectionGoesOn() throws Exception {
        BinaryServer server = stage.binary();
        try (WireClient client = WireClient.noSasl(server.port())) {
            TSessionHandle session = client.open();
            TServiceClient strange = new Strange(new TSocket(client.socket));
            assertThatThrownBy(() -> ((Strange) strange).call("GetExecSummary"))
                    .isInstanceOfSatisfying(
                            TApplicationException.class,
                            e -> assertThat(e.getType()).isEqualTo(TApplicationException.UNKNOWN_METHOD));
            client.execute(session, "select 1");
        }
        assertThat(server.counters().garbage()).isZero();
    }

    /** A client of another service. */
    private static final class Strange extends TServiceClient {

        Strange(TSocket socket) {
            super(new TBinaryProtocol(socket));
        }

        void call(String name) throws Exception {
            sendBase(name, WireClient.infoRequest());
            receiveBase(WireClient.infoRequest(), name);
        }
    }

    @Test
    void aLargeAnswerArrivesWhole() throws Exception {
        stage.service.info = "0123456789".repeat(1_000_000);
        BinaryServer server = stage.binary();
        try (WireClient plain = WireClient.noSasl(server.port());
                WireClient sasl = WireClient.sasl(server.port(), "bob", "x")) {
            assertThat(plain.info()).isEqualTo(stage.service.info);
            assertThat(sasl.info()).isEqualTo(stage.service.info);
            assertThat(plain.info()).hasSize(10_000_000);
        }
    }

    @Test
    void whenItAcceptsNoMoreThoseThatAreThereGoOn() throws Exception {
        BinaryServer server = stage.binary();
        try (WireClient client = WireClient.noSasl(server.port())) {
            client.open();
            server.stopAccepting();
            assertThat(client.info()).isEqualTo("Leasehold");
            assertThatThrownBy(() -> WireClient.connect(server.port())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void closingEndsEveryConnectionAndThread() throws Exception {
        BinaryServer server = stage.binary();
        try (WireClient idle = WireClient.noSasl(server.port());
                WireClient busy = WireClient.noSasl(server.port());
                Socket silent = WireClient.connect(server.port())) {
            idle.open();
            busy.send(busy.open(), "wait");
            eventually("the statement waits", () -> stage.service.statements.contains("wait"));
            server.close();
            assertThat(stage.connections()).isZero();
            assertThat(WireStage.connectionThreads()).isEmpty();
            assertThat(server.counters().connections()).isZero();
            assertThat(idle.isClosedByServer()).isTrue();
            assertThat(silent.getInputStream().read()).isNegative();
        }
    }

    @Test
    void aPortThatIsTakenIsToldInOneSentence() throws Exception {
        BinaryServer server = stage.binary();
        assertThatThrownBy(() -> stage.binary(settings -> new ListenerSettings(
                        settings.host(),
                        server.port(),
                        settings.authentication(),
                        settings.tls(),
                        false,
                        settings.maximumConnections(),
                        settings.maximumUnauthenticatedPerAddress(),
                        settings.loginTimeout(),
                        settings.maximumMessage())))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot listen on 127.0.0.1:" + server.port() + ": ");
    }

    @Test
    void socketsHaveTheKeepAliveOfTheRules() throws Exception {
        try (ClientSocket.Listener listener = new ClientSocket.Listener()) {
            listener.bind(null);
            try (Socket client = WireClient.connect(listener.getLocalPort());
                    ClientSocket accepted = listener.accept()) {
                assertThat(client.isConnected()).isTrue();
                WireStage.keepsAliveAsTheRulesSay(accepted::getOption);
            }
        }
    }
}
