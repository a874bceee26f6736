package io.leasehold.examples;

import io.leasehold.hbase.HBaseConnections;
import io.leasehold.hbase.HBaseKey;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;

/** One HBase connection for the whole process, however many parts of it ask for one. */
public final class OneHBaseConnection {
    private static final TableName VISITS = TableName.valueOf("visits");
    private static final byte[] FAMILY = Bytes.toBytes("f");
    private static final byte[] PAGE = Bytes.toBytes("page");

    private final HBaseConnections connections;
    private final HBaseKey key;

    /** Made once, beside the other long-lived parts of the program; whoever made the connections closes them. */
    public OneHBaseConnection(HBaseConnections connections, Configuration configuration) {
        this.connections = connections;
        // tag::key[]
        HBaseKey key = connections.key(configuration);
        // end::key[]
        this.key = key;
    }

    /** Writes down which page a visitor saw last. */
    public void visited(String visitor, String page) throws IOException {
        // tag::one-connection[]
        try (Connection connection = connections.acquire(key);
                Table visits = connection.getTable(VISITS)) {
            visits.put(new Put(Bytes.toBytes(visitor)).addColumn(FAMILY, PAGE, Bytes.toBytes(page)));
        }
        // end::one-connection[]
    }

    /** The page a visitor saw last. */
    public String lastPageOf(String visitor) throws IOException {
        try (Connection connection = connections.acquire(key);
                Table visits = connection.getTable(VISITS)) {
            return Bytes.toString(visits.get(new Get(Bytes.toBytes(visitor))).getValue(FAMILY, PAGE));
        }
    }
}
