package io.leasehold.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leasehold.spi.Ticker;
import io.leasehold.testkit.Stage;
import io.leasehold.testkit.proxy.Peer.Sight;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Selector;
import org.junit.jupiter.api.Test;

/** What goes wrong in the proxy itself is told, and leaves nothing open. */
class OwnFailuresTest extends ProxyFixture {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** Fails when it is told to. */
    private static final class BrittleTicker implements Ticker {
        private volatile boolean broken;

        @Override
        public long nanos() {
            if (broken) {
                throw new LinkageError("there is no time");
            }
            return System.nanoTime();
        }

        @Override
        public long coarseNanos() {
            return nanos();
        }
    }

    @Test
    void anErrorOfAPieceOfWorkComesToItsSenderAndTheProxyGoesOn() throws Exception {
        assertThatThrownBy(() -> proxy.order(board -> {
                    throw new LinkageError("broken");
                }))
                .isInstanceOf(LinkageError.class)
                .hasMessage("broken");
        client().close();
    }

    @Test
    void aProxyWhoseThreadHasEndedStillClosesAll() throws Exception {
        BrittleTicker time = new BrittleTicker();
        try (EchoServer mute = EchoServer.mute();
                FaultProxy brittle = FaultProxy.builder("127.0.0.1", mute.port())
                        .ticker(time)
                        .start();
                Peer client = Peer.to(brittle);
                Peer atServer = mute.next()) {
            time.broken = true;
            Stage.await("its thread ends", () -> {
                // Wakes the thread; whether it still answers does not matter.
                catchThrowable(brittle::snapshot);
                return !runs("fault-proxy-" + brittle.port());
            });
            time.broken = false;
            brittle.close();
            assertThat(client.see()).isEqualTo(Sight.RESET);
            assertThat(atServer.see()).isEqualTo(Sight.RESET);
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> Peer.to(brittle));
        }
    }

    @Test
    void whereListeningFailedItCanBeTriedAgain() throws Exception {
        InetSocketAddress target = new InetSocketAddress(LOOPBACK, server.port());
        try (Selector selector = Selector.open()) {
            Switchboard board = new Switchboard(selector, target, ticker, SEED);
            Listener listener = FreePort.take(free -> new Listener(board, new InetSocketAddress(LOOPBACK, free)));
            int port = listener.address().getPort();
            listener.close();
            try (ServerSocket thief = new ServerSocket(port, 1, LOOPBACK)) {
                assertThat(thief.isBound()).isTrue();
                assertThatThrownBy(listener::accept).isInstanceOf(UncheckedIOException.class);
            }
            listener.accept();
            try (Socket socket = new Socket(LOOPBACK, port)) {
                assertThat(socket.isConnected()).isTrue();
            }
            listener.close();
        }
    }

    private static boolean runs(String thread) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(one -> one.getName().equals(thread));
    }
}
