package io.leasehold.examples;

import io.leasehold.thrift.ThriftLease;
import io.leasehold.thrift.ThriftPool;
import io.leasehold.thrift.ThriftPoolGroup;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.apache.thrift.TException;

/** A pool of Thrift clients: any generated client will do, HBase's stands for all. Stateless. */
public final class AThriftPool {

    private AThriftPool() {}

    /** One call on one client. */
    public static List<ByteBuffer> tables(String host, int port) throws TException {
        // tag::pool[]
        try (ThriftPool<Hbase.Client> pool = ThriftPool.of(Hbase.Client::new)
                .endpoint(host, port)
                .maximumSize(8)
                .readTimeout(Duration.ofSeconds(20))
                .check(Hbase.Client::getThriftServerType)
                .build()) {
            return pool.call(Hbase.Client::getTableNames);
        }
        // end::pool[]
    }

    /** Several calls on one client. */
    public static int enabledTables(ThriftPool<Hbase.Client> pool) throws TException {
        int enabled = 0;
        // tag::lease[]
        try (ThriftLease<Hbase.Client> lease = pool.acquire(Duration.ofSeconds(2))) {
            Hbase.Client client = lease.client();
            for (ByteBuffer table : client.getTableNames()) {
                enabled += client.isTableEnabled(table) ? 1 : 0;
            }
        }
        // end::lease[]
        return enabled;
    }

    /** Two servers of one service. */
    public static List<ByteBuffer> tablesOfEither(String host, int port, int otherPort) throws TException {
        // tag::group[]
        try (ThriftPoolGroup<Hbase.Client> group = ThriftPool.of(Hbase.Client::new)
                .endpoint(host, port)
                .endpoint(host, otherPort)
                .maximumSize(8)
                .buildGroup()) {
            return group.call(Hbase.Client::getTableNames);
        }
        // end::group[]
    }
}
