package io.leasehold.examples;

import io.leasehold.thrift.HBaseRow;
import io.leasehold.thrift.HBaseScan;
import io.leasehold.thrift.HBaseThriftTable;
import io.leasehold.thrift.ThriftPool;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.apache.thrift.TException;

/** A scan whose rows are fetched as they are read, and which may leave the method that made it. Stateless. */
public final class ScanATableLazily {

    private ScanATableLazily() {}

    /** Writes and reads rows. */
    public static String lastEvent(ThriftPool<Hbase.Client> pool, String table) throws TException {
        // tag::table[]
        HBaseThriftTable events = HBaseThriftTable.of(pool, table);
        events.put(bytes("user-7/0001"), Map.of("event:kind", bytes("login")));
        events.increment(bytes("user-7"), "event:count", 1);
        HBaseRow row = events.row(bytes("user-7/0001"), "event").orElseThrow();
        String kind = row.cell("event:kind").orElseThrow().text();
        // end::table[]
        return kind;
    }

    // tag::scan[]
    /** The caller reads it, and closes it: the stream is the lease. */
    static Stream<HBaseRow> eventsOf(HBaseThriftTable events, String user) throws TException {
        return events.scan(HBaseScan.builder()
                .prefix(bytes(user + "/"))
                .columns("event")
                .batchSize(500)
                .resume(true)
                .build());
    }

    static List<String> firstTen(HBaseThriftTable events, String user) throws TException {
        try (Stream<HBaseRow> rows = eventsOf(events, user)) {
            return rows.map(HBaseRow::keyText).limit(10).toList();
        }
    }
    // end::scan[]

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
