package io.leasehold.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.testbed.hbase.Await;
import io.leasehold.testbed.hbase.HBaseCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.security.User;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many connections there are, counted by ZooKeeper. */
class OneConnectionTest {
    private static final Duration GRACE = Duration.ofMillis(300);

    private final HBaseCluster cluster = HBaseCluster.shared();
    private final TableName table = TableName.valueOf("one_connection");
    private int before;

    @BeforeEach
    void countWhatIsThere() {
        cluster.createTable("one_connection", "f");
        cluster.fill(table, "f", "q", 3);
        before = cluster.zookeeperConnections();
    }

    @Test
    void manyHoldersRaiseZooKeepersConnectionsByOneAndTheLastReturnLowersItAfterTheGrace() throws Exception {
        Configuration configuration = cluster.configuration();
        configuration.setInt("zookeeper.keep-alive.time", 600_000);
        try (HBaseConnections connections = connections()) {
            List<Connection> holders = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Connection holder = connections.acquire(configuration);
                assertThat(rowIsThere(holder)).isTrue();
                holders.add(holder);
            }
            Await.until("exactly one", () -> cluster.zookeeperConnections() == before + 1);

            for (Connection holder : holders.subList(1, 10)) {
                holder.close();
            }
            assertThat(rowIsThere(holders.get(0))).isTrue();
            assertThat(cluster.zookeeperConnections()).isEqualTo(before + 1);

            holders.get(0).close();
            Await.until("the baseline", () -> cluster.zookeeperConnections() == before);
            assertThat(connections.snapshot().resources()).isEmpty();
        }
    }

    @Test
    void anAcquireWithinTheGraceFindsTheSameConnection() throws Exception {
        try (HBaseConnections connections =
                HBaseConnections.builder().grace(Duration.ofMinutes(1)).build()) {
            Connection first = connections.acquire(cluster.configuration());
            Connection raw = HBaseConnections.unwrap(first);
            first.close();
            try (Connection second = connections.acquire(cluster.configuration())) {
                assertThat(HBaseConnections.unwrap(second)).isSameAs(raw);
                assertThat(raw.isClosed()).isFalse();
            }
        }
        Await.until("closing the whole closes what is in its grace", () -> cluster.zookeeperConnections() == before);
    }

    @Test
    void closingTwiceHarmsNobody() throws Exception {
        try (HBaseConnections connections = connections()) {
            Connection careless = connections.acquire(cluster.configuration());
            Connection other = connections.acquire(cluster.configuration());
            careless.close();
            careless.close();
            careless.close();

            assertThat(careless.isClosed()).isTrue();
            assertThat(other.isClosed()).isFalse();
            assertThat(rowIsThere(other)).isTrue();
            assertThatThrownBy(() -> careless.getTable(table))
                    .isInstanceOf(ShareEndedException.class)
                    .hasMessageContaining(Thread.currentThread().getName());
            other.close();
        }
    }

    @Test
    void thirtyTwoThreadsThatAskAtOnceOpenOneConnection() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try (HBaseConnections connections = connections()) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Connection>> holders = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                holders.add(threads.submit(() -> {
                    start.await();
                    return connections.acquire(cluster.configuration());
                }));
            }
            start.countDown();
            List<Connection> raw = new ArrayList<>();
            for (Future<Connection> holder : holders) {
                raw.add(HBaseConnections.unwrap(holder.get()));
            }
            assertThat(raw).allSatisfy(connection -> assertThat(connection).isSameAs(raw.get(0)));
            Await.until("one", () -> cluster.zookeeperConnections() == before + 1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aConfigurationThatIsChangedAfterAcquireChangesNothing() throws Exception {
        Configuration configuration = cluster.configuration();
        try (HBaseConnections connections = connections();
                Connection holder = connections.acquire(configuration)) {
            HBaseKey key = connections.key(configuration);
            configuration.set("hbase.zookeeper.quorum", "no-such-host.invalid");
            configuration.set("hbase.rpc.timeout", "1");

            assertThat(rowIsThere(holder)).isTrue();
            try (Connection byKey = connections.acquire(key);
                    Connection byCopy = connections.acquire(cluster.configuration())) {
                assertThat(HBaseConnections.unwrap(byKey)).isSameAs(HBaseConnections.unwrap(holder));
                assertThat(HBaseConnections.unwrap(byCopy)).isSameAs(HBaseConnections.unwrap(holder));
            }
            holder.getConfiguration().set("hbase.rpc.timeout", "1");
            assertThat(HBaseConnections.unwrap(holder).getConfiguration().get("hbase.rpc.timeout"))
                    .isNotEqualTo("1");
        }
    }

    @Test
    void aThousandProxyUsersOfOneNameShareOneConnection() throws Exception {
        UserGroupInformation service = UserGroupInformation.createRemoteUser("service");
        Configuration configuration = cluster.configuration();
        try (HBaseConnections connections = connections()) {
            List<Connection> holders = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                User alice = User.create(UserGroupInformation.createProxyUser("alice", service));
                holders.add(connections.acquire(configuration, alice));
            }
            assertThat(connections.snapshot().resources()).hasSize(1);
            assertThat(cluster.zookeeperConnections()).isLessThanOrEqualTo(before + 1);
            try (Connection bob = connections.acquire(
                    configuration, User.create(UserGroupInformation.createProxyUser("bob", service)))) {
                assertThat(bob.isClosed()).isFalse();
                assertThat(connections.snapshot().resources()).hasSize(2);
            }
            for (Connection holder : holders) {
                holder.close();
            }
        }
    }

    @Test
    void aTagMakesAConnectionOfOnesOwn() throws Exception {
        Configuration configuration = cluster.configuration();
        try (HBaseConnections connections = connections();
                Connection shared = connections.acquire(configuration);
                Connection own = connections.acquire(connections.key(configuration, User.getCurrent(), "mine"))) {
            assertThat(HBaseConnections.unwrap(own)).isNotSameAs(HBaseConnections.unwrap(shared));
        }
    }

    private HBaseConnections connections() {
        return HBaseConnections.builder().grace(GRACE).build();
    }

    private boolean rowIsThere(Connection connection) throws Exception {
        try (Table reader = connection.getTable(table)) {
            return reader.exists(new Get(Bytes.toBytes("row-00001")));
        }
    }
}
