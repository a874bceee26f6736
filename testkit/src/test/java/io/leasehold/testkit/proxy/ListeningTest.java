package io.leasehold.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.testkit.proxy.Peer.Sight;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ListeningTest extends ProxyFixture {

    @Test
    void aRefusingProxyRefusesAndKeepsWhatIsOpen() throws Exception {
        try (Peer before = client()) {
            proxy.refuse();
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> Peer.to(proxy));
            assertThat(before.send("alive").readText(5)).isEqualTo("alive");
            assertThat(proxy.delivered(Fault.Refuse.class)).isEqualTo(1);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has all of 127.0.0.0/8")
    void aProxyListensOnTheAddressItWasGiven() throws Exception {
        InetAddress second = InetAddress.getByName("127.0.0.2");
        try (FaultProxy other = FaultProxy.builder("127.0.0.1", server.port())
                .listenOn(second, proxy.port())
                .start()) {
            assertThat(other.host()).isEqualTo("127.0.0.2");
            try (Peer peer = Peer.to(other)) {
                assertThat(peer.send("alive").readText(5)).isEqualTo("alive");
            }
        }
    }

    @Test
    void aProxyListensOnTheLoopbackInterfaceAlone() throws Exception {
        InetAddress everywhere = InetAddress.getByName("0.0.0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultProxy.builder("127.0.0.1", proxy.port()).listenOn(everywhere, 0));
    }

    @Test
    void aRefusingProxyKeepsItsPort() {
        proxy.refuse();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
            try (ServerSocket thief = new ServerSocket()) {
                thief.setReuseAddress(false);
                thief.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()));
            }
        });
    }

    @Test
    void aHealedProxyAcceptsAgainOnItsPort() throws Exception {
        int port = proxy.port();
        for (int i = 0; i < 5; i++) {
            proxy.refuse();
            proxy.heal();
            client().close();
        }
        assertThat(proxy.port()).isEqualTo(port);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anIgnoringProxyLeavesConnectionAttemptsWithoutAnswer() throws Exception {
        try (Peer before = client()) {
            proxy.ignore();
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(this::connectBriefly);
            }
            assertThat(before.send("alive").readText(5)).isEqualTo("alive");
            assertThat(proxy.snapshot().accepted()).isEqualTo(1);
        }
        proxy.heal();
        client().close();
        assertThat(proxy.snapshot().accepted()).isEqualTo(2);
    }

    private void connectBriefly() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(proxy.host(), proxy.port()), (int) Peer.SHORT.toMillis());
        }
    }

    @Test
    void newConnectionsCanBeAcceptedAndReset() throws Exception {
        try (Peer before = client()) {
            proxy.onNew().reset();
            assertThat(Peer.seeOnConnecting(proxy)).isEqualTo(Sight.RESET);
            assertThat(before.send("alive").readText(5)).isEqualTo("alive");
        }
        proxy.heal();
        client().close();
    }

    @Test
    void aFaultOfTheListenerIsForTheProxyAlone() throws Exception {
        try (Peer client = client()) {
            ProxiedConnection connection = proxy.connections().get(0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> connection.apply(new Fault.Refuse()))
                    .withMessageContaining("apply it to the proxy");
            assertThatIllegalArgumentException().isThrownBy(() -> proxy.onNew().apply(new Fault.Ignore()));
            assertThat(client.send("x").readText(1)).isEqualTo("x");
        }
    }
}
