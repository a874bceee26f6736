package io.leasehold.testbed.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HBaseClusterTest {
    private final HBaseCluster cluster = HBaseCluster.shared();
    private TableName table;

    @BeforeEach
    void fillATable() {
        table = cluster.createTable("testbed", "f");
        cluster.fill(table, "f", "q", 20);
    }

    @Test
    void connectionsAndScannersAreCountedAsTheyComeAndGo() throws Exception {
        int zookeeper = cluster.zookeeperConnections();
        int scanners = cluster.openScanners();
        try (Connection connection = ConnectionFactory.createConnection(cluster.configuration());
                Table reader = connection.getTable(table)) {
            try (ResultScanner scanner = reader.getScanner(new Scan().setCaching(2))) {
                assertThat(Bytes.toString(scanner.next().getRow())).isEqualTo("row-00000");
                assertThat(cluster.openScanners()).isEqualTo(scanners + 1);
                assertThat(cluster.zookeeperConnections()).isEqualTo(zookeeper + 1);
                assertThat(cluster.rpcSockets()).isPositive();
            }
            assertThat(cluster.openScanners()).isEqualTo(scanners);
        }
        Await.until("ZooKeeper's baseline", () -> cluster.zookeeperConnections() == zookeeper);
    }

    @Test
    void anAbortedRegionServerIsFollowedByAnotherWithItsRegions() throws Exception {
        try (Connection connection = ConnectionFactory.createConnection(cluster.configuration());
                Table reader = connection.getTable(table)) {
            assertThat(reader.exists(new Get(Bytes.toBytes("row-00003")))).isTrue();

            for (ServerName server : cluster.regionServers()) {
                cluster.abortRegionServer(server);
            }
            assertThat(cluster.regionServers()).isEmpty();
            cluster.startRegionServer();

            assertThat(reader.exists(new Get(Bytes.toBytes("row-00003")))).isTrue();
        }
    }

    @Test
    void aStoppedRegionServerHandsItsRegionsOver() throws Exception {
        ServerName first = cluster.regionServers().get(0);
        cluster.startRegionServer();
        cluster.stopRegionServer(first);
        try (Connection connection = ConnectionFactory.createConnection(cluster.configuration());
                Table reader = connection.getTable(table)) {
            assertThat(reader.exists(new Get(Bytes.toBytes("row-00003")))).isTrue();
        }
    }
}
