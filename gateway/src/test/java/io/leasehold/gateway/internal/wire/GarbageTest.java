package io.leasehold.gateway.internal.wire;

import static io.leasehold.gateway.internal.wire.WireStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TTransportException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is no call does no harm, and little noise. */
class GarbageTest {

    private final WireStage stage = new WireStage();
    private final LogLines log = new LogLines();

    @AfterEach
    void close() throws Exception {
        log.close();
        stage.close();
    }

    private static void send(BinaryServer server, byte[] bytes) throws IOException {
        try (Socket socket = WireClient.connect(server.port())) {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            while (socket.getInputStream().read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            // It was reset: what it sent was not read to the end.
        }
    }

    private void nothingIsLeft(BinaryServer server) {
        eventually("no connection is left", () -> server.counters().connections() == 0);
        assertThat(server.counters().loggingIn()).isZero();
        assertThat(stage.connections()).isZero();
        assertThat(stage.sessions()).isZero();
        assertThat(log.traces()).isEmpty();
    }

    @Test
    void anAddressHasOneLineAMinuteWithACount() throws Exception {
        BinaryServer server = stage.stepped(settings -> settings);
        for (int i = 0; i < 5; i++) {
            send(server, "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        eventually("all were seen", () -> server.counters().garbage() == 5);
        assertThat(log.lines())
                .containsExactly(
                        "INFO connection from 127.0.0.1 to the binary listener sent what may be HTTP, and is not"
                                + " spoken here");
        stage.runner.pass(Duration.ofSeconds(59));
        assertThat(log.lines()).hasSize(1);
        stage.runner.pass(Duration.ofSeconds(2));
        assertThat(log.lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("INFO 4 connections from 127.0.0.1 to the binary listener sent what is no call");
        stage.runner.pass(Duration.ofHours(1));
        assertThat(log.lines()).hasSize(2);
        nothingIsLeft(server);
    }

    @Test
    void whoConnectsAndClosesLeavesNoLine() throws Exception {
        BinaryServer server = stage.binary();
        for (int i = 0; i < 20; i++) {
            send(server, new byte[0]);
        }
        nothingIsLeft(server);
        assertThat(server.counters().garbage()).isZero();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void anOversizedMessageIsAnsweredAndTheConnectionClosed() throws Exception {
        BinaryServer server = stage.binary();
        try (WireClient plain = WireClient.noSasl(server.port());
                WireClient sasl = WireClient.sasl(server.port(), "bob", "x")) {
            isRefused(plain);
            isRefused(sasl);
        }
        assertThat(server.counters().garbage()).isEqualTo(2);
        assertThat(stage.service.statements).isEmpty();
        nothingIsLeft(server);
    }

    private static void isRefused(WireClient client) throws Exception {
        TSessionHandle session = client.open();
        assertThatThrownBy(() -> client.execute(session, "x".repeat(17 * 1024 * 1024)))
                .isInstanceOfSatisfying(TApplicationException.class, e -> {
                    assertThat(e.getType()).isEqualTo(TApplicationException.PROTOCOL_ERROR);
                    assertThat(e).hasMessageContaining("16777216 bytes");
                });
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void aCallWithoutWhatItMustHaveIsAnsweredAndTheConnectionGoesOn() throws Exception {
        BinaryServer server = stage.binary();
        try (WireClient client = WireClient.noSasl(server.port())) {
            client.open();
            client.raw.getOutputStream().write(message("ExecuteStatement", out -> {
                out.writeByte(12);
                out.writeShort(1);
                out.writeByte(0);
                out.writeByte(0);
            }));
            assertThatThrownBy(client.calls::recv_ExecuteStatement)
                    .isInstanceOfSatisfying(
                            TApplicationException.class,
                            e -> assertThat(e.getType()).isEqualTo(TApplicationException.PROTOCOL_ERROR));
            assertThat(client.info()).isEqualTo("Leasehold");
            client.raw.getOutputStream().write(message("ExecuteStatement", out -> out.writeByte(0)));
            assertThatThrownBy(client.calls::recv_ExecuteStatement).hasMessageContaining("a call without its request");
            assertThat(client.info()).isEqualTo("Leasehold");
        }
        nothingIsLeft(server);
    }

    /** Writes what a message has behind its head. */
    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] message(String name, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x80010001);
        out.writeInt(name.length());
        out.writeBytes(name);
        out.writeInt(7);
        body.write(out);
        return bytes.toByteArray();
    }

    @Test
    void whatIsNestedWithoutEndIsRefused() throws Exception {
        BinaryServer server = stage.binary();
        byte[] structs = message("GetInfo", out -> {
            for (int i = 0; i < 200_000; i++) {
                out.writeByte(12);
                out.writeShort(99);
            }
        });
        byte[] lists = message("NoSuchCall", out -> {
            out.writeByte(15);
            out.writeShort(99);
            for (int i = 0; i < 200_000; i++) {
                out.writeByte(15);
                out.writeInt(1);
            }
        });
        send(server, structs);
        send(server, lists);
        eventually("both were refused", () -> server.counters().garbage() == 2);
        nothingIsLeft(server);
    }

    /** Each says that it is large in a few bytes: what it says is not believed. */
    @Test
    void whatClaimsToBeLargeCostsNothing() throws Exception {
        BinaryServer server = stage.binary();
        byte[] list = message("OpenSession", out -> {
            out.writeByte(12);
            out.writeShort(1);
            out.writeByte(15);
            out.writeShort(99);
            out.writeByte(3);
            out.writeInt(900_000);
        });
        byte[] map = message("OpenSession", out -> {
            out.writeByte(12);
            out.writeShort(1);
            out.writeByte(13);
            out.writeShort(4);
            out.writeByte(11);
            out.writeByte(11);
            out.writeInt(100_000);
        });
        send(server, list);
        send(server, map);
        eventually("both were refused", () -> server.counters().garbage() == 2);
        nothingIsLeft(server);
    }

    @Test
    void aMessageThatIsNoCallIsNotServed() throws Exception {
        BinaryServer server = stage.binary();
        byte[] reply = message("GetInfo", out -> out.writeByte(0));
        reply[3] = 2;
        send(server, reply);
        eventually("it was refused", () -> server.counters().garbage() == 1);
        nothingIsLeft(server);
    }

    @Test
    void aFrameOfNoLengthIsRefused() throws Exception {
        BinaryServer server = stage.binary();
        try (WireClient client = WireClient.sasl(server.port(), "bob", "x")) {
            client.open();
            client.raw.getOutputStream().write(new byte[] {-1, -1, -1, -1});
            assertThat(client.isClosedByServer()).isTrue();
        }
        eventually("it was refused", () -> server.counters().garbage() == 1);
        nothingIsLeft(server);
    }

    @Test
    void aCallAfterGarbageIsServedToOthers() throws Exception {
        BinaryServer server = stage.binary();
        send(server, new byte[] {(byte) 0x80, 1, 0, 1, 0x7f, -1, -1, -1});
        try (WireClient client = WireClient.noSasl(server.port())) {
            client.open();
        }
        assertThatThrownBy(() -> {
                    try (WireClient client = WireClient.noSasl(server.port())) {
                        client.raw.getOutputStream().write("garbage".getBytes(StandardCharsets.US_ASCII));
                        client.open();
                    }
                })
                .isInstanceOf(TTransportException.class);
    }

    /** Random bytes, and calls and logins of which a few bytes were changed; the seed makes a run one that can be had again. */
    @Test
    void fuzzedBytesCrashNothingAndLeaveNothing() throws Exception {
        long seed = Long.getLong("fuzz.seed", 20_261_128L);
        Random random = new Random(seed);
        BinaryServer server = stage.binary();
        byte[][] samples = {
            message("OpenSession", out -> out.write(new byte[] {12, 0, 1, 8, 0, 1, 0, 0, 0, 9, 0, 0})),
            statement(),
            new byte[] {1, 0, 0, 0, 5, 'P', 'L', 'A', 'I', 'N', 5, 0, 0, 0, 4, 0, 'a', 0, 'b', 0, 0, 0, 4, 1, 2, 3, 4}
        };
        for (int i = 0; i < 600; i++) {
            send(server, i % 3 == 0 ? noise(random) : changed(samples[random.nextInt(samples.length)], random));
        }
        eventually(
                "no connection is left (seed " + seed + ")",
                () -> server.counters().connections() == 0);
        eventually("no session is left (seed " + seed + ")", () -> stage.sessions() == 0);
        nothingIsLeft(server);
        try (WireClient client = WireClient.noSasl(server.port())) {
            client.open();
        }
        server.close();
        assertThat(WireStage.connectionThreads()).isEmpty();
    }

    private static byte[] statement() throws Exception {
        TMemoryBuffer bytes = new TMemoryBuffer(256);
        new TCLIService.Client(new TBinaryProtocol(bytes))
                .send_ExecuteStatement(
                        new TExecuteStatementReq(WireClient.infoRequest().getSessionHandle(), "select 1"));
        return Arrays.copyOf(bytes.getArray(), bytes.length());
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        if (bytes.length > 0 && random.nextBoolean()) {
            bytes[0] = (byte) (random.nextBoolean() ? 0x80 : 1);
        }
        return bytes;
    }

    private static byte[] changed(byte[] sample, Random random) {
        byte[] bytes = sample.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
