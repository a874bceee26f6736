package io.leasehold.hbasedrills;

import io.leasehold.drills.sharing.HolderTexts;
import io.leasehold.drills.sharing.SharedConnection;
import io.leasehold.drills.sharing.Sharing;
import io.leasehold.hbase.HBaseConnections;
import io.leasehold.hbase.HBaseKey;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.util.VersionInfo;

/** Leasehold's HBase connections. Safe for use by many threads. */
final class LeaseholdOnHBase implements Sharing {

    private final HBaseConnections connections;
    private final HBaseKey key;

    LeaseholdOnHBase(Configuration configuration) {
        connections = HBaseConnections.builder()
                .name("leasehold")
                .grace(SharedConnection.GRACE)
                .shareReportAfter(SharedConnection.REPORT_AFTER)
                .classLoader(LeaseholdOnHBase.class.getClassLoader())
                .build();
        key = connections.key(configuration);
    }

    @Override
    public String name() {
        return "Leasehold on HBase " + VersionInfo.getVersion();
    }

    @Override
    public List<String> settings() {
        return List.of(
                "grace = " + SharedConnection.GRACE.toMillis(),
                "shareReportAfter = " + SharedConnection.REPORT_AFTER.toMillis());
    }

    @Override
    public List<String> loggers() {
        return List.of("io.leasehold.SharedPool", "io.leasehold.hbase.HBaseConnections");
    }

    @Override
    public List<String> holders() {
        return HolderTexts.of(connections.snapshot());
    }

    /** The first is to find out within seconds that there is no HBase, which HBase's client does within minutes. */
    @Override
    public int connectionsOfAnOpen() {
        return 2;
    }

    @Override
    public Holder acquire() {
        try (OwnLoader own = new OwnLoader()) {
            return new TableHolder(connections.acquire(key));
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
