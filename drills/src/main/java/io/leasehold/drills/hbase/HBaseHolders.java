package io.leasehold.drills.hbase;

import io.leasehold.drills.sharing.Sharing;

/** What only code that sees HBase's client can do; loaded apart from the program. Safe for use by many threads. */
public interface HBaseHolders {

    /** Leasehold's sharing of connections to the cluster whose ZooKeeper listens on this port of the loopback interface. */
    Sharing leasehold(int zookeeperPort);

    /** A connection of HBase's own client, opened anew, that belongs to whoever asked. */
    Sharing.Holder connection(int zookeeperPort) throws Exception;
}
