package io.leasehold.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.testkit.proxy.Peer.Sight;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlownessTest extends ProxyFixture {
    private static final Duration LATENCY = Duration.ofSeconds(2);

    @Test
    void aDelayedByteArrivesWhenItsTimeHasCome() throws Exception {
        try (Peer client = client()) {
            proxy.delay(Direction.TO_SERVER, LATENCY);
            client.send("a");
            assertThat(proxy.delivered(Fault.Delay.class)).isEqualTo(1);
            ticker.advance(LATENCY.minusNanos(1));
            assertThat(client.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            ticker.advance(Duration.ofNanos(1));
            assertThat(client.readText(1)).isEqualTo("a");
        }
    }

    @Test
    void bytesUnderWayDoNotWaitForEachOther() throws Exception {
        try (Peer client = client()) {
            proxy.delay(Direction.TO_SERVER, LATENCY);
            client.send("a");
            assertThat(proxy.connections()).hasSize(1);
            ticker.advance(Duration.ofSeconds(1));
            client.send("b");
            assertThat(proxy.connections()).hasSize(1);
            ticker.advance(Duration.ofSeconds(1));
            assertThat(client.readText(1)).isEqualTo("a");
            ticker.advance(Duration.ofSeconds(1));
            assertThat(client.readText(1)).isEqualTo("b");
        }
    }

    @Test
    void theEndOfTheStreamIsDelayedToo() throws Exception {
        try (Peer client = client()) {
            proxy.delay(Direction.TO_SERVER, LATENCY);
            client.send("last").endOutput();
            assertThat(client.see(Peer.SHORT)).isEqualTo(Sight.SILENCE);
            ticker.advance(LATENCY);
            assertThat(client.readText(4)).isEqualTo("last");
            assertThat(client.see()).isEqualTo(Sight.END_OF_STREAM);
        }
    }

    @Test
    void healingDeliversWhatWasHeldBack() throws Exception {
        try (Peer client = client()) {
            proxy.delay(Direction.TO_SERVER, LATENCY);
            client.send("abc");
            assertThat(proxy.connections()).hasSize(1);
            proxy.heal();
            assertThat(client.readText(3)).isEqualTo("abc");
            assertThat(client.send("d").readText(1)).isEqualTo("d");
        }
    }

    @Test
    void aThrottledStreamTricklesAtItsRate() throws Exception {
        try (Peer client = client()) {
            proxy.throttle(Direction.TO_SERVER, 1000);
            client.send(new byte[1000]);
            assertThat(proxy.snapshot().bytesToServer()).isEqualTo(5);
            for (int tenth = 1; tenth <= 10; tenth++) {
                ticker.advance(Duration.ofMillis(100));
                assertThat(proxy.snapshot().bytesToServer()).isEqualTo(5 + tenth * 100L);
            }
            assertThat(client.read(1000)).hasSize(1000);
            assertThat(proxy.delivered(Fault.Throttle.class)).isEqualTo(1);
        }
    }

    @Test
    void realTimeIsTheDefault() throws Exception {
        try (FaultProxy real = FaultProxy.to("127.0.0.1", server.port());
                Peer client = Peer.to(real)) {
            real.delay(Direction.BOTH, Duration.ofMillis(60));
            long begin = System.nanoTime();
            client.send("x").read(1);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
        }
    }

    @Test
    void impossibleFaultsAreRefusedWithTheirRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proxy.delay(Direction.BOTH, Duration.ofMillis(-1)))
                .withMessageContaining("latency must not be negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proxy.throttle(Direction.BOTH, 0))
                .withMessageContaining("bytesPerSecond must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proxy.idleDrop(Duration.ZERO))
                .withMessageContaining("after must be more than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proxy.cutAfter(Direction.BOTH, -1, Cut.FIN))
                .withMessageContaining("bytes must not be negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proxy.inject(Direction.BOTH, 0))
                .withMessageContaining("bytes must be at least 1");
    }
}
