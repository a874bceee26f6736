package io.leasehold.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testkit.proxy.Peer.Sight;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest extends ProxyFixture {
    private static final Duration IDLE = Duration.ofSeconds(30);

    @Test
    void inABlackHoleBytesVanishAndTheConnectionStays() throws Exception {
        try (Peer client = client()) {
            proxy.blackHole(Direction.BOTH);
            client.send("lost");

            assertThat(client.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            assertThat(proxy.snapshot().lostToServer()).isEqualTo(4);
            assertThat(proxy.snapshot().open()).isEqualTo(1);
            assertThat(proxy.delivered(Fault.BlackHole.class)).isEqualTo(1);
        }
    }

    @Test
    void aHoleTowardsTheServerLetsTheServerSpeak() throws Exception {
        try (EchoServer mute = EchoServer.mute();
                FaultProxy quiet = FaultProxy.to("127.0.0.1", mute.port());
                Peer client = Peer.to(quiet);
                Peer atServer = mute.next()) {
            quiet.blackHole(Direction.TO_SERVER);
            client.send("lost");
            atServer.send("heard");
            assertThat(client.readText(5)).isEqualTo("heard");
            assertThat(atServer.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
        }
    }

    @Test
    void aHoleTowardsTheClientLetsTheServerHear() throws Exception {
        try (EchoServer mute = EchoServer.mute();
                FaultProxy quiet = FaultProxy.to("127.0.0.1", mute.port());
                Peer client = Peer.to(quiet);
                Peer atServer = mute.next()) {
            quiet.blackHole(Direction.TO_CLIENT);
            client.send("heard");
            assertThat(atServer.readText(5)).isEqualTo("heard");
            atServer.send("lost");
            assertThat(client.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            assertThat(quiet.snapshot().lostToClient()).isEqualTo(4);
        }
    }

    @Test
    void theEndOfAClientVanishesInAHoleAndTheServerBelievesOn() throws Exception {
        try (EchoServer mute = EchoServer.mute();
                FaultProxy quiet = FaultProxy.to("127.0.0.1", mute.port())) {
            Peer client = Peer.to(quiet);
            Peer atServer = mute.next();
            quiet.blackHole(Direction.BOTH);
            client.close();

            assertThat(atServer.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            assertThat(quiet.snapshot().open()).isZero();
            assertThat(quiet.snapshot().openAtServer()).isEqualTo(1);

            atServer.close();
            assertThat(quiet.snapshot().openAtServer()).isZero();
        }
    }

    @Test
    void aConnectionThatLostNothingWorksAfterHealing() throws Exception {
        try (Peer client = client()) {
            proxy.blackHole(Direction.BOTH);
            proxy.heal();
            assertThat(client.send("again").readText(5)).isEqualTo("again");
        }
    }

    @Test
    void aConnectionThatLostBytesStaysDeadAfterHealing() throws Exception {
        try (Peer client = client()) {
            ProxiedConnection connection = proxy.connections().get(0);
            proxy.blackHole(Direction.TO_CLIENT);
            client.send("x");
            assertThat(client.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            proxy.heal();

            client.send("y");
            assertThat(client.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            assertThat(connection.isForgotten()).isTrue();
        }
        try (Peer fresh = client()) {
            assertThat(fresh.send("z").readText(1)).isEqualTo("z");
        }
    }

    @Test
    void aConnectionBornInABlackHoleIsAcceptedAndTheServerNotTold() throws Exception {
        proxy.onNew().blackHole(Direction.BOTH);
        try (Peer client = Peer.to(proxy)) {
            client.send("anybody?");
            assertThat(client.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            assertThat(proxy.snapshot().open()).isEqualTo(1);
            assertThat(proxy.snapshot().openAtServer()).isZero();
            assertThat(server.hasNoneWaiting()).isTrue();
        }
        assertThat(proxy.snapshot().open()).isZero();
    }

    @Test
    void aConnectionBornInABlackHoleReachesTheServerWhenHealed() throws Exception {
        proxy.onNew().blackHole(Direction.BOTH);
        try (Peer client = Peer.to(proxy)) {
            assertThat(proxy.connections()).hasSize(1);
            proxy.heal();
            assertThat(client.send("late").readText(4)).isEqualTo("late");
        }
    }

    @Test
    void whatIsUnderWayWhenAHoleOpensIsLost() throws Exception {
        try (Peer client = client()) {
            proxy.delay(Direction.TO_CLIENT, Duration.ofSeconds(10));
            client.send("abc");
            awaitBytesAtServer(8);
            proxy.blackHole(Direction.TO_CLIENT);
            ticker.advance(Duration.ofSeconds(20));
            assertThat(client.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            assertThat(proxy.snapshot().lostToClient()).isEqualTo(3);
        }
    }

    @Test
    void anIdleConnectionIsForgottenWithoutAWord() throws Exception {
        try (Peer client = client()) {
            ProxiedConnection connection = proxy.connections().get(0);
            proxy.idleDrop(IDLE);
            ticker.advance(IDLE);
            assertThat(client.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            assertThat(proxy.delivered(Fault.IdleDrop.class)).isZero();

            client.send("too late");

            assertThat(client.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            assertThat(connection.isForgotten()).isTrue();
            assertThat(connection.lostBytes(Direction.TO_SERVER)).isEqualTo(8);
            assertThat(proxy.delivered(Fault.IdleDrop.class)).isEqualTo(1);
        }
    }

    @Test
    void aConnectionInUseIsNotForgotten() throws Exception {
        try (Peer client = client()) {
            proxy.idleDrop(IDLE);
            for (int i = 0; i < 5; i++) {
                ticker.advance(IDLE.minusNanos(1));
                assertThat(client.send("k").readText(1)).isEqualTo("k");
            }
            assertThat(proxy.delivered(Fault.IdleDrop.class)).isZero();
        }
    }

    @Test
    void idlenessCountsFromTheBeginningOfTheFault() throws Exception {
        try (Peer client = client()) {
            ticker.advance(IDLE.multipliedBy(10));
            proxy.idleDrop(IDLE);
            ticker.advance(IDLE.minusNanos(1));
            assertThat(client.send("k").readText(1)).isEqualTo("k");
        }
    }

    @Test
    void theGoodbyeOnAForgottenConnectionDoesNotReachTheServer() throws Exception {
        try (EchoServer mute = EchoServer.mute();
                FaultProxy quiet = FaultProxy.builder("127.0.0.1", mute.port())
                        .ticker(ticker)
                        .start()) {
            quiet.idleDrop(IDLE);
            Peer client = Peer.to(quiet);
            Peer atServer = mute.next();
            ticker.advance(IDLE);
            client.close();
            assertThat(atServer.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            assertThat(quiet.snapshot().openAtServer()).isEqualTo(1);
        }
    }

    @Test
    void aStallHoldsEverythingAndLosesNothing() throws Exception {
        try (Peer client = client()) {
            proxy.stall(Direction.BOTH);
            assertThat(proxy.delivered(Fault.Stall.class)).isZero();
            client.send("patience");
            assertThat(client.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            assertThat(proxy.delivered(Fault.Stall.class)).isEqualTo(1);
            proxy.heal();
            assertThat(client.readText(8)).isEqualTo("patience");
        }
    }

    private void awaitBytesAtServer(long count) {
        long begin = System.nanoTime();
        while (proxy.snapshot().bytesToServer() < count
                || proxy.connections().get(0).bytes(Direction.TO_CLIENT) < 5) {
            if (System.nanoTime() - begin > 10_000_000_000L) {
                throw new AssertionError("The bytes did not reach the server");
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void whatAClientLeftInABlackHoleIsEndedAtTheServerWhenAsked() throws Exception {
        try (EchoServer server = EchoServer.mute();
                FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port());
                Peer staying = Peer.to(proxy)) {
            Peer stayingAtServer = server.next();
            Peer leaving = Peer.to(proxy);
            Peer leftAtServer = server.next();
            proxy.awaitOpen(2, Duration.ofSeconds(60));
            proxy.blackHole(Direction.TO_SERVER);
            leaving.close();
            proxy.awaitOpen(1, Duration.ofSeconds(60));
            proxy.heal();
            assertThat(leftAtServer.see(Peer.SHORT)).isEqualTo(Peer.Sight.SILENCE);
            proxy.endForgotten();
            assertThat(leftAtServer.see()).isEqualTo(Peer.Sight.RESET);
            assertThat(proxy.snapshot().openAtServer()).isOne();
            staying.send("a");
            assertThat(stayingAtServer.readText(1)).isEqualTo("a");
        }
    }
}
