package io.leasehold.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testkit.proxy.FaultEvent.Step;
import io.leasehold.testkit.proxy.Peer.Sight;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScopeTest extends ProxyFixture {

    @Test
    void aFaultOnOneConnectionLeavesTheOthersAlone() throws Exception {
        try (Peer first = client();
                Peer second = client()) {
            proxy.connections().get(0).reset();
            assertThat(first.see()).isEqualTo(Sight.RESET);
            assertThat(second.send("x").readText(1)).isEqualTo("x");
        }
    }

    @Test
    void aFaultOnTheOpenOnesLeavesNewOnesAlone() throws Exception {
        try (Peer old = client()) {
            proxy.onOpen().blackHole(Direction.BOTH);
            try (Peer fresh = client()) {
                assertThat(fresh.send("x").readText(1)).isEqualTo("x");
            }
            old.send("x");
            assertThat(old.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
        }
    }

    @Test
    void aFaultOnNewOnesLeavesOpenOnesAlone() throws Exception {
        try (Peer old = client()) {
            proxy.onNew().cutAfter(Direction.TO_SERVER, 1, Cut.RST);
            try (Peer fresh = Peer.to(proxy)) {
                fresh.send("xy");
                assertThat(fresh.see()).isIn(Sight.RESET, Sight.BYTES);
            }
            assertThat(old.send("xyz").readText(3)).isEqualTo("xyz");
            assertThat(proxy.delivered(Fault.CutAfter.class)).isEqualTo(1);
        }
    }

    @Test
    void aLastingFaultOnAllMeetsNewOnesTooUntilHealed() throws Exception {
        proxy.delay(Direction.TO_SERVER, Duration.ofSeconds(1));
        try (Peer fresh = Peer.to(proxy)) {
            fresh.send("x");
            assertThat(fresh.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
        }
        proxy.heal();
        client().close();
    }

    @Test
    void aMomentaryFaultOnAllSparesNewOnes() throws Exception {
        try (Peer old = client()) {
            proxy.reset();
            assertThat(old.see()).isEqualTo(Sight.RESET);
        }
        client().close();
    }

    @Test
    void aLaterFaultOfTheSameKindReplacesTheFirst() throws Exception {
        proxy.delay(Direction.TO_SERVER, Duration.ofDays(1));
        proxy.delay(Direction.TO_SERVER, Duration.ZERO);
        client().close();
    }

    @Test
    void theLogTellsWhatWasOrderedAndWhatWasDelivered() throws Exception {
        try (Peer first = client();
                Peer second = client()) {
            ticker.advance(Duration.ofSeconds(3));
            Fault hole = new Fault.BlackHole(Direction.TO_SERVER);
            proxy.apply(hole);
            ticker.advance(Duration.ofSeconds(4));
            second.send("lost").send("lost again");

            assertThat(second.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            assertThat(proxy.events())
                    .containsExactly(
                            new FaultEvent(Step.ORDERED, hole, 0, Direction.TO_SERVER, 0, Duration.ofSeconds(3), 2),
                            new FaultEvent(Step.DELIVERED, hole, 2, Direction.TO_SERVER, 5, Duration.ofSeconds(7), 2));
            assertThat(first.send("x").see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            assertThat(proxy.delivered(Fault.BlackHole.class)).isEqualTo(2);
        }
    }

    @Test
    void aFaultOrderedInVainHasNoDelivery() {
        proxy.reset();
        proxy.heal();
        assertThat(proxy.delivered(Fault.Sever.class)).isZero();
        assertThat(proxy.events()).extracting(FaultEvent::step).containsExactly(Step.ORDERED, Step.HEALED);
        assertThat(proxy.events()).extracting(FaultEvent::open).containsOnly(0);
    }

    @Test
    void aConnectionCanBeAskedAfterItsEnd() throws Exception {
        ProxiedConnection connection;
        try (Peer client = client()) {
            connection = proxy.connections().get(0);
            connection.finish();
            assertThat(client.see()).isEqualTo(Sight.END_OF_STREAM);
        }
        proxy.close();
        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.bytes(Direction.BOTH)).isEqualTo(10);
    }
}
