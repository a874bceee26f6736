package io.leasehold.testbed.hbase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.HBaseTestingUtility;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.MiniHBaseCluster;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.StartMiniClusterOption;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.ipc.NettyRpcServer;
import org.apache.hadoop.hbase.regionserver.HRegionServer;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.hbase.util.JVMClusterUtil.RegionServerThread;
import org.jspecify.annotations.Nullable;

/**
 * HBase in this JVM, on the local file system and loopback: a ZooKeeper, a master, and one region server unless told
 * otherwise. One per JVM, started when first asked for, which takes three to five seconds. Safe for use by many threads.
 *
 * <p>Who stops a region server starts another before the test ends.
 */
public final class HBaseCluster {
    private static @Nullable HBaseCluster shared;

    private final HBaseTestingUtility utility;

    private HBaseCluster(HBaseTestingUtility utility) {
        this.utility = utility;
    }

    /** The cluster of this JVM, running; it ends with the JVM. */
    public static synchronized HBaseCluster shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static HBaseCluster start() {
        Path data = DataDirectory.create();
        System.setProperty(HBaseTestingUtility.BASE_TEST_DIRECTORY_KEY, data.toString());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> DataDirectory.delete(data), "testbed-hbase-files"));
        HBaseTestingUtility utility = new HBaseTestingUtility(ServerSettings.create());
        try {
            utility.startMiniZKCluster();
            utility.startMiniHBaseCluster(StartMiniClusterOption.builder()
                    .numMasters(1)
                    .numRegionServers(1)
                    .build());
        } catch (Exception e) {
            throw new TestbedException("HBase does not start", e);
        }
        return new HBaseCluster(utility);
    }

    /** A new Configuration for clients: where the cluster is, and HBase's defaults for all else. */
    public Configuration configuration() {
        Configuration configuration = HBaseConfiguration.create();
        configuration.set(HConstants.ZOOKEEPER_QUORUM, "127.0.0.1");
        configuration.setInt(HConstants.ZOOKEEPER_CLIENT_PORT, zookeeperPort());
        configuration.set(
                HConstants.ZOOKEEPER_ZNODE_PARENT, utility.getConfiguration().get(HConstants.ZOOKEEPER_ZNODE_PARENT));
        return configuration;
    }

    public int zookeeperPort() {
        return utility.getZkCluster().getClientPort();
    }

    /** Connections to ZooKeeper that live now, the servers' own included: compare with a count taken before. */
    public int zookeeperConnections() {
        try {
            ObjectName server =
                    new ObjectName("org.apache.ZooKeeperService:name0=StandaloneServer_port" + zookeeperPort());
            Object count = ManagementFactory.getPlatformMBeanServer().getAttribute(server, "NumAliveConnections");
            return ((Number) count).intValue();
        } catch (JMException e) {
            throw new TestbedException("ZooKeeper does not say how many connections it has", e);
        }
    }

    /** Scanners that are open in the region servers now; exact. */
    public int openScanners() {
        return live().stream()
                .mapToInt(server -> server.getRSRpcServices().getScannersCount())
                .sum();
    }

    /** Sockets of clients, the servers' own included, that are open at the region servers now. */
    public int rpcSockets() {
        return live().stream()
                .mapToInt(server -> ((NettyRpcServer) server.getRpcServer()).getNumOpenConnections())
                .sum();
    }

    /** Creates the table, or empties the one that is there. */
    public TableName createTable(String name, String... families) {
        TableName table = TableName.valueOf(name);
        try {
            if (utility.getAdmin().tableExists(table)) {
                utility.deleteTable(table);
            }
            utility.createTable(table, families).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    /** Writes so many rows, {@code row-00000} and on, each with its own name as the value of one column. */
    public void fill(TableName table, String family, String qualifier, int rows) {
        try (var writer = utility.getConnection().getBufferedMutator(table)) {
            for (int i = 0; i < rows; i++) {
                byte[] row = Bytes.toBytes(String.format("row-%05d", i));
                writer.mutate(new Put(row).addColumn(Bytes.toBytes(family), Bytes.toBytes(qualifier), row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The region servers that are running. */
    public List<ServerName> regionServers() {
        return live().stream().map(HRegionServer::getServerName).toList();
    }

    /** Starts one more region server and waits until it is online. */
    public ServerName startRegionServer() {
        try {
            return cluster().startRegionServerAndWait(30_000).getRegionServer().getServerName();
        } catch (IOException e) {
            throw new TestbedException("The region server does not start", e);
        }
    }

    /** Stops a region server as an operator would: its regions are closed first. Waits until it is gone. */
    public void stopRegionServer(ServerName server) {
        cluster().stopRegionServer(indexOf(server));
        cluster().waitOnRegionServer(indexOf(server));
    }

    /** Aborts a region server as if its process died. Waits until it is gone. */
    public void abortRegionServer(ServerName server) {
        int index = indexOf(server);
        cluster().abortRegionServer(index);
        cluster().waitOnRegionServer(index);
    }

    /** HBase's own Thrift server on this cluster, started; the caller closes it. */
    public HBaseThriftServer startThriftServer(ThriftOptions options) {
        HBaseThriftServer server = new HBaseThriftServer(configuration(), options);
        server.start();
        return server;
    }

    /** Stops all, so that a process of its own ends in order. Nothing can be started in this JVM afterwards. */
    void stop() {
        try {
            utility.shutdownMiniHBaseCluster();
            utility.shutdownMiniZKCluster();
        } catch (IOException e) {
            throw new TestbedException("HBase does not stop", e);
        }
    }

    private int indexOf(ServerName server) {
        List<RegionServerThread> all = cluster().getRegionServerThreads();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).getRegionServer().getServerName().equals(server)) {
                return i;
            }
        }
        throw new TestbedException("No such region server: " + server);
    }

    private List<HRegionServer> live() {
        List<HRegionServer> live = new ArrayList<>();
        for (RegionServerThread thread : cluster().getLiveRegionServerThreads()) {
            live.add(thread.getRegionServer());
        }
        return live;
    }

    private MiniHBaseCluster cluster() {
        return utility.getMiniHBaseCluster();
    }
}
