package io.leasehold.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GarbageTest extends ProxyFixture {

    @Test
    void injectedBytesStandBetweenThoseOfThePeer() throws Exception {
        try (Peer client = client()) {
            proxy.inject(Direction.TO_CLIENT, 8);
            client.send("abc");
            assertThat(client.read(8)).hasSize(8);
            assertThat(client.readText(3)).isEqualTo("abc");
            assertThat(proxy.delivered(Fault.Inject.class)).isEqualTo(1);
        }
    }

    @Test
    void replacedBytesAllDifferAndThoseAfterThemDoNot() throws Exception {
        try (Peer client = client()) {
            byte[] sent = new byte[500];
            proxy.replace(Direction.TO_SERVER, 300);
            byte[] received = client.send(sent).read(500);
            for (int i = 0; i < 500; i++) {
                assertThat(received[i] != sent[i]).as("byte %s is replaced", i).isEqualTo(i < 300);
            }
        }
    }

    @Test
    void aReplacementGoesOnWhereTheLastReadEnded() throws Exception {
        try (Peer client = client()) {
            proxy.replace(Direction.TO_SERVER, 3);
            assertThat(client.send("ab").readText(2)).isNotEqualTo("ab");
            String second = client.send("cd").readText(2);
            assertThat(second.charAt(0)).isNotEqualTo('c');
            assertThat(second.charAt(1)).isEqualTo('d');
            assertThat(proxy.delivered(Fault.Replace.class)).isEqualTo(1);
        }
    }

    @Test
    void theSameSeedGivesTheSameGarbage() throws Exception {
        assertThat(garbage(7)).isEqualTo(garbage(7)).isNotEqualTo(garbage(8));
    }

    private String garbage(long seed) throws IOException {
        try (FaultProxy seeded = FaultProxy.builder("127.0.0.1", server.port())
                        .seed(seed)
                        .start();
                Peer client = Peer.to(seeded)) {
            client.send("x").read(1);
            seeded.inject(Direction.TO_CLIENT, 32);
            return new String(client.read(32), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void theSameSeedPicksTheSameConnections() throws Exception {
        assertThat(picks(7)).isEqualTo(picks(7)).isNotEqualTo(picks(8));
        assertThat(proxy.pick()).isEmpty();
    }

    private String picks(long seed) throws IOException {
        try (FaultProxy seeded = FaultProxy.builder("127.0.0.1", server.port())
                        .seed(seed)
                        .start();
                Peer one = Peer.to(seeded);
                Peer two = Peer.to(seeded);
                Peer three = Peer.to(seeded)) {
            StringBuilder picks = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                picks.append(seeded.pick().orElseThrow().number());
            }
            assertThat(picks.toString()).contains("1", "2", "3");
            return picks.toString();
        }
    }
}
