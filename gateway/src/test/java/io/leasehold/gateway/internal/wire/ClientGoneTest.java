package io.leasehold.gateway.internal.wire;

import static io.leasehold.gateway.internal.wire.WireStage.eventually;
import static io.leasehold.gateway.internal.wire.WireStage.withinASecond;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.thrift.TException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that is gone is noticed within a second, whatever it was doing, and nothing of it is left. */
class ClientGoneTest {

    private static TestCertificates certificates;

    private final WireStage stage = new WireStage();

    @BeforeAll
    static void certify() throws Exception {
        certificates = TestCertificates.of("EC");
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    /** The ways a client may end. */
    enum End {
        FIN,
        RST
    }

    private WireClient client(boolean tls) throws Exception {
        if (!tls) {
            return WireClient.noSasl(stage.binary().port());
        }
        BinaryServer server = stage.binary(settings -> settings.tls(certificates.asPkcs12()));
        return WireClient.noSasl(server.port(), certificates.trusting());
    }

    private static void end(WireClient client, End end) throws IOException {
        if (end == End.FIN) {
            client.fin();
        } else {
            client.rst();
        }
    }

    private void nothingIsLeft() {
        withinASecond("nothing of the client is left", () -> stage.connections() == 0 && stage.sessions() == 0);
    }

    private void awaitStatement(String statement) {
        eventually("the statement has come", () -> stage.service.statements.contains(statement));
    }

    @ParameterizedTest
    @CsvSource({"false, FIN", "false, RST", "true, FIN", "true, RST"})
    void whileIdle(boolean tls, End end) throws Exception {
        try (WireClient client = client(tls)) {
            client.open();
            assertThat(stage.sessions()).isEqualTo(1);
            end(client, end);
            nothingIsLeft();
        }
    }

    @ParameterizedTest
    @CsvSource({"false, FIN", "false, RST", "true, FIN", "true, RST"})
    void inACall(boolean tls, End end) throws Exception {
        try (LogLines log = new LogLines();
                WireClient client = client(tls)) {
            client.send(client.open(), "wait");
            awaitStatement("wait");
            end(client, end);
            nothingIsLeft();
            // The call hears of it on its own thread, which the counts do not wait for.
            eventually(
                    "the call has heard", () -> stage.service.gone.equals(List.of("the client at 127.0.0.1 is gone")));
            assertThat(log.traces()).isEmpty();
        }
    }

    /** The end stands behind bytes that nobody reads while the call is served. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void inACallWithBytesWaitingBeforeTheEnd(boolean tls) throws Exception {
        try (WireClient client = client(tls)) {
            TSessionHandle session = client.open();
            client.send(session, "wait");
            awaitStatement("wait");
            for (int i = 0; i < 100; i++) {
                client.send(session, "select '" + "x".repeat(300) + "'");
            }
            client.fin();
            nothingIsLeft();
        }
    }

    /** What came ahead of its turn is not lost by looking for the end. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whatWasReadAheadIsServedLater(boolean tls) throws Exception {
        try (WireClient client = client(tls)) {
            TSessionHandle session = client.open();
            client.send(session, "wait");
            awaitStatement("wait");
            for (int i = 0; i < 500; i++) {
                client.send(session, "select '" + "x".repeat(300) + "' -- " + i);
            }
            // Two looks at the client later.
            stage.service.work.completeOnTimeout(null, 500, TimeUnit.MILLISECONDS);
            for (int i = 0; i < 501; i++) {
                client.skipAnswer();
            }
            assertThat(stage.service.statements).hasSize(501).last().asString().endsWith("-- 499");
        }
    }

    @Test
    void whileItLogsIn() throws Exception {
        BinaryServer server = stage.binary(settings -> settings.authentication(Authentication.PASSWORD));
        try (Socket socket = WireClient.connect(server.port())) {
            socket.getOutputStream().write(new byte[] {1, 0, 0, 0, 5, 'P', 'L'});
            eventually("it is there", () -> server.counters().loggingIn() == 1);
        }
        withinASecond("its place is free", () -> server.counters().connections() == 0);
        assertThat(stage.connections()).isZero();
    }

    @Test
    void theWorkThatACallWaitsForIsWaitedForAndNoLonger() throws Exception {
        try (WireClient client = client(false)) {
            TSessionHandle session = client.open();
            client.send(session, "wait");
            awaitStatement("wait");
            stage.service.work.complete(null);
            client.calls.recv_ExecuteStatement();
            client.execute(session, "look");
            assertThat(stage.service.looks).containsExactly(true, false);
        }
    }

    /** After a drop in mid-call of each of many clients nothing is left, and nothing was counted twice. */
    @Test
    void manyThatDropAtOnce() throws Exception {
        BinaryServer server = stage.binary();
        WireClient[] clients = new WireClient[50];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = WireClient.noSasl(server.port());
            dropIn(clients[i], i);
        }
        eventually("nothing is left", () -> stage.connections() == 0 && stage.sessions() == 0);
        eventually("no place is taken", () -> server.counters().connections() == 0);
        assertThat(server.counters().loggingIn()).isZero();
        assertThat(server.counters().opened()).isEqualTo(clients.length);
    }

    private static void dropIn(WireClient client, int turn) throws IOException, TException {
        TSessionHandle session = client.open();
        if (turn % 2 == 0) {
            client.send(session, "wait");
        }
        end(client, turn % 3 == 0 ? End.RST : End.FIN);
    }
}
