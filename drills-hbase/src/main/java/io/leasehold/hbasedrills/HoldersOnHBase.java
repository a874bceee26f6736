package io.leasehold.hbasedrills;

import io.leasehold.drills.hbase.HBaseHolders;
import io.leasehold.drills.sharing.Sharing;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.client.ConnectionFactory;

/** Holders in this JVM, whose HBase classes are this class's. Safe for use by many threads. */
public final class HoldersOnHBase implements HBaseHolders {

    /** Found by its name. */
    public HoldersOnHBase() {}

    @Override
    public Sharing leasehold(int zookeeperPort) {
        try (OwnLoader own = new OwnLoader()) {
            return new LeaseholdOnHBase(configuration(zookeeperPort));
        }
    }

    @Override
    public Sharing.Holder connection(int zookeeperPort) throws Exception {
        try (OwnLoader own = new OwnLoader()) {
            return new TableHolder(ConnectionFactory.createConnection(configuration(zookeeperPort)));
        }
    }

    private static Configuration configuration(int zookeeperPort) {
        Configuration configuration = HBaseConfiguration.create();
        configuration.set(HConstants.ZOOKEEPER_QUORUM, "127.0.0.1");
        configuration.setInt(HConstants.ZOOKEEPER_CLIENT_PORT, zookeeperPort);
        // Who calls over a connection that was closed is to be told soon.
        configuration.setInt(HConstants.HBASE_CLIENT_RETRIES_NUMBER, 2);
        configuration.setInt(HConstants.HBASE_CLIENT_OPERATION_TIMEOUT, 5_000);
        return configuration;
    }
}
