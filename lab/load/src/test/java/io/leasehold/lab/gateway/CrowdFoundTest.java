package io.leasehold.lab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.lab.Jdk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is wrong at any speed. */
class CrowdFoundTest {
    private static final Jdk JDK = new Jdk(Path.of("jdk"), "17.0.1");
    private static final CrowdRow BUSY = new CrowdRow(100, 10, 1, true, JDK);
    private static final CrowdRow IDLE = new CrowdRow(1_000, 10, 8, false, JDK);
    private static final GatewayJvm.Standing EMPTY = standing(0, 0, 0);

    private static GatewayJvm.Standing standing(int connections, int sessions, int mostLeased) {
        return new GatewayJvm.Standing(connections, sessions, 0, mostLeased, 0, 10, 1 << 20, 1 << 20);
    }

    private static BusyJvm.Found worked(int sessions) {
        return new BusyJvm.Found(sessions, 1_000, 100, 1, 2, 3);
    }

    @Test
    void workingSessionsMayNotHaveElevenConnections() {
        assertThat(CrowdFound.busy(BUSY, worked(1_000), standing(0, 0, 10), 10, 10, 0.1)
                        .isWhole())
                .isTrue();
        assertThat(CrowdFound.busy(BUSY, worked(1_000), standing(0, 0, 11), 10, 10, 0.1)
                        .isWhole())
                .isFalse();
        assertThat(CrowdFound.busy(BUSY, worked(1_000), standing(0, 0, 10), 11, 10, 0.1)
                        .isWhole())
                .isFalse();
    }

    @Test
    void noSessionIsLeftOut() {
        assertThat(CrowdFound.busy(BUSY, worked(999), standing(0, 0, 10), 10, 10, 0.1)
                        .isWhole())
                .isFalse();
        assertThat(CrowdFound.idle(IDLE, EMPTY, standing(1_000, 10_000, 0), 0.1).isWhole())
                .isTrue();
        assertThat(CrowdFound.idle(IDLE, EMPTY, standing(1_000, 9_999, 0), 0.1).isWhole())
                .isFalse();
        assertThat(CrowdFound.idle(IDLE, EMPTY, standing(999, 10_000, 0), 0.1).isWhole())
                .isFalse();
    }

    @Test
    void nothingIsLeftOver() {
        assertThat(CrowdFound.idle(IDLE, EMPTY, standing(1_000, 10_000, 0), Double.POSITIVE_INFINITY)
                        .isWhole())
                .isFalse();
    }
}
