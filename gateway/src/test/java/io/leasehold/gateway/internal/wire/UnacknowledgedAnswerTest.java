package io.leasehold.gateway.internal.wire;

import static io.leasehold.gateway.internal.wire.WireStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that does not acknowledge an answer does not keep others waiting for ever. */
class UnacknowledgedAnswerTest {

    private final WireStage stage = new WireStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private BinaryServer server() throws Exception {
        return stage.stepped(settings -> settings);
    }

    private WireClient client(BinaryServer server, String statement) throws Exception {
        WireClient client = stage.closing(WireClient.noSasl(server.port()));
        client.execute(client.open(), statement);
        return client;
    }

    private void unacknowledged(WireClient client, long bytes) {
        stage.queues =
                Map.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), client.raw.getLocalPort()), bytes);
    }

    @Test
    void itIsCutAfterTheTimeIfASessionKeepsSomething() throws Exception {
        BinaryServer server = server();
        WireClient client = client(server, "pin");
        unacknowledged(client, 1_000);
        stage.runner.pass(Duration.ofSeconds(110));
        assertThat(server.counters().connections()).isEqualTo(1);
        stage.runner.pass(Duration.ofSeconds(40));
        eventually("nothing is left", () -> stage.connections() == 0 && stage.sessions() == 0);
        assertThat(server.counters().unacknowledged()).isEqualTo(1);
    }

    @Test
    void itIsLeftToTcpIfNoSessionKeepsAnything() throws Exception {
        BinaryServer server = server();
        unacknowledged(client(server, "select 1"), 1_000);
        stage.runner.pass(Duration.ofHours(1));
        assertThat(server.counters().connections()).isEqualTo(1);
    }

    @Test
    void whoAcknowledgesMayBeSilentForAsLongAsItLikes() throws Exception {
        BinaryServer server = server();
        WireClient client = client(server, "pin");
        stage.runner.pass(Duration.ofHours(1));
        assertThat(client.info()).isEqualTo("Leasehold");
    }

    @Test
    void whoTakesAnAnswerSlowlyIsNotCut() throws Exception {
        BinaryServer server = server();
        WireClient client = client(server, "pin");
        for (int i = 0; i < 60; i++) {
            unacknowledged(client, 100_000 - i);
            stage.runner.pass(Duration.ofMinutes(1));
        }
        assertThat(client.info()).isEqualTo("Leasehold");
    }

    @Test
    void whoSpeaksIsNotCutWhateverStillWaits() throws Exception {
        BinaryServer server = server();
        WireClient client = client(server, "pin");
        unacknowledged(client, 1_000);
        for (int i = 0; i < 10; i++) {
            stage.runner.pass(Duration.ofMinutes(1));
            assertThat(client.info()).isEqualTo("Leasehold");
        }
    }

    /** What this machine says of a client that reads nothing, and of one that has read it all. */
    @Test
    void thisMachineTellsWhatWaits() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = WireClient.connect(listener.getLocalPort());
                Socket accepted = listener.accept()) {
            InetSocketAddress remote = new InetSocketAddress(client.getLocalAddress(), client.getLocalPort());
            SendQueues queues = SendQueues.ofThisMachine();
            assertThat(queues.read(listener.getLocalPort())).doesNotContainKey(remote);
            Thread writer = new Thread(() -> {
                try {
                    accepted.getOutputStream().write(new byte[64 * 1024 * 1024]);
                } catch (IOException e) {
                    // The test is over.
                }
            });
            writer.setDaemon(true);
            writer.start();
            eventually(
                    "something waits",
                    () -> queues.read(listener.getLocalPort()).getOrDefault(remote, 0L) > 0);
        }
    }
}
