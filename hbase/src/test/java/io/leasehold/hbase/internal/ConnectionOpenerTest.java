package io.leasehold.hbase.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.testbed.hbase.Await;
import io.leasehold.testbed.hbase.FreePorts;
import io.leasehold.testbed.hbase.HBaseCluster;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.security.User;
import org.junit.jupiter.api.Test;

class ConnectionOpenerTest {
    private static final Duration PROOF = Duration.ofSeconds(3);

    /** What a busy machine may add; HBase by itself would try for minutes. */
    private static final Duration BUSY = Duration.ofSeconds(20);

    private final HBaseCluster cluster = HBaseCluster.shared();
    private final ClassLoader loader = getClass().getClassLoader();
    private final KeyRules rules = new KeyRules(Set.of(), Set.of(), loader);
    private final ConnectionOpener opener = new ConnectionOpener(PROOF, loader);

    @Test
    void anOpenConnectionHasLocatedMetaAndKeepsItsOwnSettings() throws Exception {
        int before = cluster.zookeeperConnections();
        Configuration configuration = cluster.configuration();
        configuration.setInt("hbase.client.retries.number", 11);
        configuration.setInt("zookeeper.keep-alive.time", 600_000);
        try (Connection connection = open(configuration)) {
            assertThat(connection.getConfiguration().getInt("hbase.client.retries.number", 0))
                    .isEqualTo(11);
            Await.until("exactly one", () -> cluster.zookeeperConnections() == before + 1);
        }
        Await.until("the baseline", () -> cluster.zookeeperConnections() == before);
    }

    @Test
    void aDeadZooKeeperIsNamedWithinTheBound() {
        Configuration configuration = cluster.configuration();
        configuration.setInt(HConstants.ZOOKEEPER_CLIENT_PORT, FreePorts.next());
        refused(configuration, "127.0.0.1:" + configuration.get(HConstants.ZOOKEEPER_CLIENT_PORT));
    }

    @Test
    void anUnknownHostIsNamedWithinTheBound() {
        Configuration configuration = cluster.configuration();
        configuration.set(HConstants.ZOOKEEPER_QUORUM, "no-such-host.invalid");
        refused(configuration, "no-such-host.invalid");
    }

    @Test
    void aPortThatSpeaksAnotherProtocolIsNamedWithinTheBound() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Configuration configuration = cluster.configuration();
            configuration.setInt(HConstants.ZOOKEEPER_CLIENT_PORT, silent.getLocalPort());
            refused(configuration, "127.0.0.1:" + silent.getLocalPort());
        }
    }

    @Test
    void aZooKeeperWithoutThatHBaseIsNamedWithinTheBound() {
        Configuration configuration = cluster.configuration();
        configuration.set(HConstants.ZOOKEEPER_ZNODE_PARENT, "/elsewhere");
        refused(configuration, "/elsewhere");
    }

    private void refused(Configuration configuration, String named) {
        long begin = System.nanoTime();
        assertThatThrownBy(() -> open(configuration)).hasMessageContaining(named);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PROOF.plus(BUSY));
    }

    private Connection open(Configuration configuration) throws Exception {
        return opener.open(rules.read(configuration, User.getCurrent(), null));
    }
}
