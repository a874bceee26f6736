package io.leasehold.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testkit.proxy.Peer.Sight;
import java.io.IOException;
import java.net.SocketException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class CutTest extends ProxyFixture {

    @Test
    void aFinishedConnectionReadsItsEndAtBothEnds() throws Exception {
        try (EchoServer mute = EchoServer.mute();
                FaultProxy quiet = FaultProxy.to("127.0.0.1", mute.port());
                Peer client = Peer.to(quiet);
                Peer atServer = mute.next()) {
            quiet.finish();
            assertThat(client.see()).isEqualTo(Sight.END_OF_STREAM);
            assertThat(atServer.see()).isEqualTo(Sight.END_OF_STREAM);
            assertThat(quiet.snapshot().open()).isZero();
        }
    }

    @Test
    void aResetConnectionFailsAtBothEnds() throws Exception {
        try (EchoServer mute = EchoServer.mute();
                FaultProxy quiet = FaultProxy.to("127.0.0.1", mute.port());
                Peer client = Peer.to(quiet);
                Peer atServer = mute.next()) {
            quiet.reset();
            assertThat(client.see()).isEqualTo(Sight.RESET);
            assertThat(atServer.see()).isEqualTo(Sight.RESET);
        }
    }

    @Test
    void writingToAFinishedConnectionFailsSoon() throws Exception {
        try (Peer client = client()) {
            proxy.finish();
            Assertions.assertThatExceptionOfType(SocketException.class).isThrownBy(() -> {
                for (int i = 0; i < 1_000_000; i++) {
                    client.send("x");
                }
            });
        }
    }

    @Test
    void cutAfterDeliversThatManyBytesAndThenEnds() throws Exception {
        try (Peer client = client()) {
            proxy.cutAfter(Direction.TO_CLIENT, 4, Cut.FIN);
            client.send("abcdefgh");
            assertThat(client.readText(4)).isEqualTo("abcd");
            assertThat(client.see()).isEqualTo(Sight.END_OF_STREAM);
        }
        assertThat(deliveredAt(Fault.CutAfter.class)).isEqualTo(5 + 4);
    }

    @Test
    void cutAfterByResetDeliversThatManyBytesToTheServer() throws Exception {
        try (EchoServer mute = EchoServer.mute();
                FaultProxy quiet = FaultProxy.to("127.0.0.1", mute.port());
                Peer client = Peer.to(quiet);
                Peer atServer = mute.next()) {
            quiet.cutAfter(Direction.TO_SERVER, 6, Cut.RST);
            client.send("abc");
            assertThat(atServer.readText(3)).isEqualTo("abc");
            client.send("defgh");
            assertThat(client.see()).isEqualTo(Sight.RESET);
            assertThat(quiet.snapshot().bytesToServer()).isEqualTo(6);
            assertThat(quiet.delivered(Fault.CutAfter.class)).isEqualTo(1);
        }
    }

    @Test
    void cutAfterNothingCutsAtTheFirstByte() throws Exception {
        try (Peer client = client()) {
            proxy.cutAfter(Direction.TO_SERVER, 0, Cut.FIN);
            assertThat(client.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            client.send("x");
            assertThat(client.see()).isEqualTo(Sight.END_OF_STREAM);
        }
    }

    @Test
    void aHealedCutAfterDoesNotCut() throws Exception {
        try (Peer client = client()) {
            proxy.cutAfter(Direction.TO_SERVER, 2, Cut.FIN);
            client.send("a").read(1);
            proxy.heal();
            assertThat(client.send("bcdef").readText(5)).isEqualTo("bcdef");
        }
    }

    @Test
    void aHalfCloseTowardsTheServerEndsThatWayAlone() throws Exception {
        try (EchoServer mute = EchoServer.mute();
                FaultProxy quiet = FaultProxy.to("127.0.0.1", mute.port());
                Peer client = Peer.to(quiet);
                Peer atServer = mute.next()) {
            quiet.halfClose(Direction.TO_SERVER);
            assertThat(atServer.see()).isEqualTo(Sight.END_OF_STREAM);
            client.send("into the void");
            atServer.send("still here");
            assertThat(client.readText(10)).isEqualTo("still here");
            assertThat(quiet.snapshot().lostToServer()).isEqualTo(13);
        }
    }

    @Test
    void aHalfCloseTowardsTheClientEndsThatWayAlone() throws Exception {
        try (EchoServer mute = EchoServer.mute();
                FaultProxy quiet = FaultProxy.to("127.0.0.1", mute.port());
                Peer client = Peer.to(quiet);
                Peer atServer = mute.next()) {
            quiet.halfClose(Direction.TO_CLIENT);
            assertThat(client.see()).isEqualTo(Sight.END_OF_STREAM);
            client.send("heard");
            assertThat(atServer.readText(5)).isEqualTo("heard");
        }
    }

    private long deliveredAt(Class<? extends Fault> type) throws IOException {
        return proxy.events().stream()
                .filter(event -> event.step() == FaultEvent.Step.DELIVERED && type.isInstance(event.fault()))
                .mapToLong(FaultEvent::atByte)
                .sum();
    }
}
