package consumer;

import io.leasehold.hbase.HBaseConnections;
import io.leasehold.hbase.HBaseKey;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.client.Connection;

/** A user of the HBase module on the module path; there is no HBase to be found, which it says without waiting. */
public class Main {
    public static void main(String[] args) {
        Configuration configuration = HBaseConfiguration.create();
        configuration.set("hbase.zookeeper.quorum", "127.0.0.1:1");
        try (HBaseConnections connections = HBaseConnections.builder().build()) {
            HBaseKey key = connections.key(configuration);
            Optional<Connection> connection = connections.tryAcquire(key);
            System.out.println(connection.isEmpty() && key.toString().contains("127.0.0.1:1/hbase") ? "leased" : key);
        }
    }
}
