package io.leasehold.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.hbase.HBaseConnections;
import io.leasehold.testbed.hbase.HBaseCluster;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OneHBaseConnectionTest {

    @Test
    void allPartsOfTheProgramUseOneConnection() throws Exception {
        HBaseCluster cluster = HBaseCluster.shared();
        cluster.createTable("visits", "f");
        int before = cluster.zookeeperConnections();
        try (HBaseConnections connections = HBaseConnections.builder().build()) {
            for (int part : IntStream.range(0, 5).toArray()) {
                OneHBaseConnection example = new OneHBaseConnection(connections, cluster.configuration());
                example.visited("visitor-" + part, "page-" + part);
                assertThat(example.lastPageOf("visitor-" + part)).isEqualTo("page-" + part);
            }
            assertThat(connections.snapshot().resources()).hasSize(1);
            assertThat(cluster.zookeeperConnections()).isEqualTo(before + 1);
        }
    }
}
