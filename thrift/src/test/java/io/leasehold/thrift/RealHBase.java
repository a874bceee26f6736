package io.leasehold.thrift;

import io.leasehold.testbed.hbase.HBaseCluster;
import io.leasehold.testbed.hbase.HBaseThriftServer;
import io.leasehold.testbed.hbase.ThriftOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.thrift.generated.Hbase;

/** A real HBase and its Thrift server, shared by the tests of a JVM, with a table of 50 rows. */
final class RealHBase {

    static final String TABLE = "scanned";
    static final int ROWS = 50;

    private static final HBaseThriftServer SHARED = startShared();

    private RealHBase() {}

    private static HBaseThriftServer startShared() {
        HBaseCluster cluster = HBaseCluster.shared();
        TableName table = cluster.createTable(TABLE, "f");
        cluster.fill(table, "f", "q", ROWS);
        return cluster.startThriftServer(ThriftOptions.defaults());
    }

    /** A Thrift server for all tests; whoever restarts one starts one of his own. */
    static HBaseThriftServer thrift() {
        return SHARED;
    }

    static HBaseThriftServer startThrift(ThriftOptions options) {
        return HBaseCluster.shared().startThriftServer(options);
    }

    static int openScanners() {
        return HBaseCluster.shared().openScanners();
    }

    static ThriftPoolBuilder<Hbase.Client> pool(HBaseThriftServer server) {
        return pool(server.port());
    }

    static ThriftPoolBuilder<Hbase.Client> pool(int port) {
        return HBaseThriftTable.pool()
                .endpoint("127.0.0.1", port)
                .name("hbase")
                .maximumSize(4)
                .acquireTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofSeconds(20));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
