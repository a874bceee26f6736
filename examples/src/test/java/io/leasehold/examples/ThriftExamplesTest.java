package io.leasehold.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testbed.hbase.HBaseCluster;
import io.leasehold.testbed.hbase.HBaseThriftServer;
import io.leasehold.testbed.hbase.ThriftOptions;
import io.leasehold.thrift.HBaseThriftTable;
import io.leasehold.thrift.ThriftPool;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Runs the recipes on Thrift on a real HBase. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThriftExamplesTest {
    private HBaseThriftServer server;
    private ThriftPool<Hbase.Client> pool;

    @BeforeAll
    void start() {
        HBaseCluster.shared().createTable("events", "event");
        server = HBaseCluster.shared().startThriftServer(ThriftOptions.defaults());
        pool = HBaseThriftTable.pool().endpoint(server.host(), server.port()).build();
    }

    @AfterAll
    void stop() {
        pool.close();
        server.close();
    }

    @Test
    void aThriftPool() throws Exception {
        ByteBuffer events = StandardCharsets.UTF_8.encode("events");
        assertThat(AThriftPool.tables(server.host(), server.port())).contains(events);
        assertThat(AThriftPool.enabledTables(pool)).isPositive();
        try (HBaseThriftServer other = HBaseCluster.shared().startThriftServer(ThriftOptions.defaults())) {
            assertThat(AThriftPool.tablesOfEither(server.host(), server.port(), other.port()))
                    .contains(events);
        }
    }

    @Test
    void scanATableLazily() throws Exception {
        assertThat(ScanATableLazily.lastEvent(pool, "events")).isEqualTo("login");
        assertThat(ScanATableLazily.firstTen(HBaseThriftTable.of(pool, "events"), "user-7"))
                .containsExactly("user-7/0001");
        assertThat(pool.snapshot().leased()).isZero();
    }
}
