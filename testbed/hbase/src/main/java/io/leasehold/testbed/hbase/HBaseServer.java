package io.leasehold.testbed.hbase;

import java.io.IOException;

/**
 * The cluster as a process of its own. Once all is up it prints one line, {@code zookeeper=PORT thrift=PORT}, on standard
 * output, and nothing else there; it ends when its standard input does, so that it never outlives who started it. Each argument
 * is the name of a table to create, with a family {@code f}.
 */
public final class HBaseServer {
    private HBaseServer() {}

    public static void main(String[] arguments) throws IOException {
        HBaseCluster cluster = HBaseCluster.shared();
        try (HBaseThriftServer thrift = cluster.startThriftServer(ThriftOptions.defaults())) {
            for (String table : arguments) {
                cluster.createTable(table, "f");
            }
            System.out.println("zookeeper=" + cluster.zookeeperPort() + " thrift=" + thrift.port());
            while (System.in.read() >= 0) {
                // Whatever is typed is of no interest, only that it ends.
            }
        }
        cluster.stop();
        // ZooKeeper leaves threads behind that are no daemons.
        System.exit(0);
    }
}
