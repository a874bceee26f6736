package io.leasehold.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RelayTest extends ProxyFixture {

    @Test
    void bytesArriveAsTheyWereSentBothWays() throws Exception {
        byte[] much = new byte[3_000_000];
        new Random(1).nextBytes(much);
        try (Peer client = Peer.to(proxy)) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendAll(client, much));

            assertThat(client.read(much.length)).isEqualTo(much);
            sending.get();
        }
        assertThat(proxy.snapshot().bytesToServer()).isEqualTo(much.length);
        assertThat(proxy.snapshot().bytesToClient()).isEqualTo(much.length);
    }

    private static void sendAll(Peer client, byte[] bytes) {
        try {
            client.send(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aConnectionIsKnownAsSoonAsItsClientIsConnected() throws Exception {
        for (int i = 1; i <= 20; i++) {
            try (Peer client = Peer.to(proxy)) {
                assertThat(proxy.connections())
                        .singleElement()
                        .matches(connection -> connection.clientPort() == client.localPort());
            }
            assertThat(proxy.connections()).isEmpty();
        }
        assertThat(proxy.snapshot().accepted()).isEqualTo(20);
        assertThat(proxy.snapshot().maximumOpen()).isEqualTo(1);
    }

    @Test
    void openConnectionsAreCountedAndTheMostThatWereOpen() throws Exception {
        try (Peer first = client();
                Peer second = client()) {
            assertThat(proxy.snapshot().open()).isEqualTo(2);
            second.close();
            assertThat(proxy.snapshot().open()).isEqualTo(1);
            assertThat(first.send("x").readText(1)).isEqualTo("x");
        }
        assertThat(proxy.snapshot().open()).isZero();
        assertThat(proxy.snapshot().maximumOpen()).isEqualTo(2);
        assertThat(proxy.snapshot().accepted()).isEqualTo(2);
    }

    @Test
    void bytesOfEachConnectionAreCounted() throws Exception {
        try (Peer client = client()) {
            ProxiedConnection connection = proxy.connections().get(0);
            client.send("1234567").read(7);

            assertThat(connection.number()).isEqualTo(1);
            assertThat(connection.bytes(Direction.TO_SERVER)).isEqualTo(12);
            assertThat(connection.bytes(Direction.TO_CLIENT)).isEqualTo(12);
            assertThat(connection.bytes(Direction.BOTH)).isEqualTo(24);
            assertThat(connection.lostBytes(Direction.BOTH)).isZero();
        }
    }

    @Test
    void manyConnectionsNeedOneThread() throws Exception {
        List<Peer> clients = new ArrayList<>();
        int before = Thread.activeCount();
        try (EchoServer mute = EchoServer.mute();
                FaultProxy quiet = FaultProxy.to("127.0.0.1", mute.port())) {
            for (int i = 0; i < 200; i++) {
                clients.add(Peer.to(quiet));
            }
            quiet.awaitOpen(200, Duration.ofSeconds(60));
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 2);
            assertThat(quiet.snapshot().maximumOpen()).isEqualTo(200);
            for (Peer client : clients) {
                client.close();
            }
            quiet.awaitOpen(0, Duration.ofSeconds(60));
        }
    }

    @Test
    void theEndOfTheClientReachesTheServerAndTheOtherWayStaysOpen() throws Exception {
        try (EchoServer mute = EchoServer.mute();
                FaultProxy quiet = FaultProxy.to("127.0.0.1", mute.port());
                Peer client = Peer.to(quiet);
                Peer atServer = mute.next()) {
            client.endOutput();
            assertThat(atServer.see()).isEqualTo(Peer.Sight.END_OF_STREAM);
            atServer.send("still here");
            assertThat(client.readText(10)).isEqualTo("still here");
        }
    }

    @Test
    void theResetOfAClientReachesTheServer() throws Exception {
        try (EchoServer mute = EchoServer.mute();
                FaultProxy quiet = FaultProxy.to("127.0.0.1", mute.port())) {
            Peer client = Peer.to(quiet);
            Peer atServer = mute.next();
            client.reset();
            assertThat(atServer.see()).isEqualTo(Peer.Sight.RESET);
        }
    }

    @Test
    void theResetOfAServerReachesTheClient() throws Exception {
        try (EchoServer mute = EchoServer.mute();
                FaultProxy quiet = FaultProxy.to("127.0.0.1", mute.port());
                Peer client = Peer.to(quiet)) {
            mute.next().reset();
            assertThat(client.see()).isEqualTo(Peer.Sight.RESET);
            assertThat(quiet.snapshot().open()).isZero();
        }
    }

    @Test
    void aClientOfAServerThatIsNotThereIsReset() throws Exception {
        server.close();
        assertThat(Peer.seeOnConnecting(proxy)).isEqualTo(Peer.Sight.RESET);
        assertThat(proxy.snapshot().unreachable()).isEqualTo(1);
    }

    @Test
    void theProxyListensWhereItIsTold() throws Exception {
        int port = proxy.port();
        proxy.close();
        try (FaultProxy again = FaultProxy.builder("127.0.0.1", server.port())
                        .listenOn(port)
                        .start();
                Peer client = Peer.to(again)) {
            assertThat(again.port()).isEqualTo(port);
            assertThat(client.send("abc").readText(3)).isEqualTo("abc");
        }
    }

    @Test
    void aPortInUseIsRefusedByName() {
        assertThatThrownBy(() -> FaultProxy.builder("127.0.0.1", server.port())
                        .listenOn(proxy.port())
                        .start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Cannot listen on port " + proxy.port());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultProxy.to("127.0.0.1", 0))
                .withMessageContaining("from 1 to 65535, but is 0");
    }

    @Test
    void aClosedProxyHasNoThreadAndNoConnectionAndKeepsItsBooks() throws Exception {
        String name = "fault-proxy-" + proxy.port();
        assertThat(threads(name)).isEqualTo(1);
        try (Peer client = client()) {
            proxy.close();
            proxy.close();

            assertThat(threads(name)).isZero();
            assertThat(client.see()).isEqualTo(Peer.Sight.RESET);
            assertThat(proxy.snapshot().accepted()).isEqualTo(1);
            assertThat(proxy.snapshot().open()).isZero();
            assertThat(proxy.events()).isEmpty();
            assertThatIllegalStateException().isThrownBy(proxy::reset).withMessageContaining("closed");
        }
        assertThatThrownBy(() -> Peer.to(proxy)).isInstanceOf(java.net.ConnectException.class);
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .filter(Thread::isDaemon)
                .count();
    }
}
