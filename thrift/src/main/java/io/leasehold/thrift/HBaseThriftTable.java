package io.leasehold.thrift;

import io.leasehold.AcquireException;
import io.leasehold.thrift.internal.HBaseErrors;
import io.leasehold.thrift.internal.HBaseNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.thrift.generated.BatchMutation;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.apache.hadoop.hbase.thrift.generated.Mutation;
import org.apache.hadoop.hbase.thrift.generated.TCell;
import org.apache.hadoop.hbase.thrift.generated.TRowResult;
import org.apache.thrift.TException;

/**
 * A table of HBase over its Thrift server (the first API; thrift2 is not spoken). Every call leases a client of the pool for
 * itself alone; a {@link #scan} for as long as it reads. Safe for any thread; it holds nothing and need not be closed.
 *
 * <p>Columns are text, {@code family:qualifier} or a family alone, as HBase's shell writes them: bytes that are not printable
 * ASCII as {@code \xNN}. Timestamps say "older than": the timestamp itself is excluded on reading.
 *
 * <p>Errors are HBase's own. One that the server answered with names the table and the first line of what was said; its cause is the
 * server's error whole. Without a lease every call throws an {@link AcquireException}.
 */
public final class HBaseThriftTable {

    private static final Map<ByteBuffer, ByteBuffer> NO_ATTRIBUTES = Map.of();

    private final ThriftClients<Hbase.Client> pool;
    private final String name;
    private final ByteBuffer nameBytes;

    private HBaseThriftTable(ThriftClients<Hbase.Client> pool, String name) {
        this.pool = pool;
        this.name = name;
        this.nameBytes = ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8));
    }

    /** A table that is there already, reached by a pool or by a group of pools; nothing is asked of the server. */
    public static HBaseThriftTable of(ThriftClients<Hbase.Client> pool, String name) {
        return new HBaseThriftTable(pool, name);
    }

    /** Starts to describe a pool of HBase clients, with a check call that costs the cluster nothing. */
    public static ThriftPoolBuilder<Hbase.Client> pool() {
        return ThriftPool.of(Hbase.Client::new).check(Hbase.Client::getThriftServerType);
    }

    public String name() {
        return name;
    }

    /** The row, or what it has in these columns; empty if that is nothing. */
    public Optional<HBaseRow> row(byte[] row, String... columns) throws TException {
        return rows(List.of(row), columns).stream().findFirst();
    }

    /** As {@link #row}, of cells older than the timestamp. */
    public Optional<HBaseRow> rowBefore(byte[] row, long timestamp, String... columns) throws TException {
        return rowsBefore(List.of(row), timestamp, columns).stream().findFirst();
    }

    /** Those of the rows that there are, or what they have in these columns. */
    public List<HBaseRow> rows(Collection<byte[]> rows, String... columns) throws TException {
        List<ByteBuffer> keys = keys(rows);
        List<ByteBuffer> names = HBaseNames.all(columns);
        if (keys.isEmpty()) {
            return List.of();
        }
        return rows(call(client -> names.isEmpty()
                ? client.getRows(nameBytes(), keys, NO_ATTRIBUTES)
                : client.getRowsWithColumns(nameBytes(), keys, names, NO_ATTRIBUTES)));
    }

    /** As {@link #rows}, of cells older than the timestamp. */
    public List<HBaseRow> rowsBefore(Collection<byte[]> rows, long timestamp, String... columns) throws TException {
        List<ByteBuffer> keys = keys(rows);
        List<ByteBuffer> names = HBaseNames.all(columns);
        if (keys.isEmpty()) {
            return List.of();
        }
        return rows(call(client -> names.isEmpty()
                ? client.getRowsTs(nameBytes(), keys, timestamp, NO_ATTRIBUTES)
                : client.getRowsWithColumnsTs(nameBytes(), keys, names, timestamp, NO_ATTRIBUTES)));
    }

    /** The newest cells of a column of a row, newest first, at most so many; as many as the family keeps. */
    public List<HBaseCell> cells(byte[] row, String column, int versions) throws TException {
        ByteBuffer name = HBaseNames.bytes(column);
        return cells(call(
                client -> client.getVer(nameBytes(), ByteBuffer.wrap(row), name, atLeastOne(versions), NO_ATTRIBUTES)));
    }

    /** As {@link #cells}, of those older than the timestamp. */
    public List<HBaseCell> cellsBefore(byte[] row, String column, int versions, long timestamp) throws TException {
        ByteBuffer name = HBaseNames.bytes(column);
        return cells(call(client -> client.getVerTs(
                nameBytes(), ByteBuffer.wrap(row), name, timestamp, atLeastOne(versions), NO_ATTRIBUTES)));
    }

    /**
     * Puts values into a row, all of them or none.
     *
     * @param values by column; at least one
     */
    public void put(byte[] row, Map<String, byte[]> values) throws TException {
        List<Mutation> changes = puts(values);
        run(client -> client.mutateRow(nameBytes(), ByteBuffer.wrap(row), changes, NO_ATTRIBUTES));
    }

    /** As {@link #put(byte[], Map)}, written at this timestamp. */
    public void put(byte[] row, Map<String, byte[]> values, long timestamp) throws TException {
        List<Mutation> changes = puts(values);
        run(client -> client.mutateRowTs(nameBytes(), ByteBuffer.wrap(row), changes, timestamp, NO_ATTRIBUTES));
    }

    /** Deletes columns or families of a row, or the row if none is named. */
    public void delete(byte[] row, String... columns) throws TException {
        List<Mutation> changes = deletes(HBaseNames.all(columns));
        if (changes.isEmpty()) {
            run(client -> client.deleteAllRow(nameBytes(), ByteBuffer.wrap(row), NO_ATTRIBUTES));
        } else {
            run(client -> client.mutateRow(nameBytes(), ByteBuffer.wrap(row), changes, NO_ATTRIBUTES));
        }
    }

    /** As {@link #delete}, of what was written at the timestamp or earlier. */
    public void deleteUpTo(byte[] row, long timestamp, String... columns) throws TException {
        List<Mutation> changes = deletes(HBaseNames.all(columns));
        if (changes.isEmpty()) {
            run(client -> client.deleteAllRowTs(nameBytes(), ByteBuffer.wrap(row), timestamp, NO_ATTRIBUTES));
        } else {
            run(client -> client.mutateRowTs(nameBytes(), ByteBuffer.wrap(row), changes, timestamp, NO_ATTRIBUTES));
        }
    }

    /**
     * Sends puts and deletes together: whenever so many have gathered, and what is left when the body ends. If the body throws,
     * what was not sent is not. A row is changed at once, a batch is not.
     *
     * @param size columns put or deleted, 1 or more
     */
    public void batch(int size, HBaseBatchBody body) throws TException {
        HBaseBatch batch = new HBaseBatch(this, atLeastOne(size));
        body.fill(batch);
        batch.send();
    }

    /** Adds to a counter, which begins at 0; gives what it is then. */
    public long increment(byte[] row, String column, long by) throws TException {
        ByteBuffer counter = HBaseNames.bytes(column);
        return call(client -> client.atomicIncrement(nameBytes(), ByteBuffer.wrap(row), counter, by));
    }

    /**
     * A counter's value, 0 if there is none. Writes nothing.
     *
     * @throws IllegalStateException if the column holds something else than a counter
     */
    public long counter(byte[] row, String column) throws TException {
        List<HBaseCell> newest = cells(row, column, 1);
        return newest.isEmpty() ? 0 : newest.get(0).number();
    }

    /** Sets a counter. What others add meanwhile may be lost. */
    public void setCounter(byte[] row, String column, long value) throws TException {
        put(row, Map.of(column, ByteBuffer.allocate(Long.BYTES).putLong(value).array()));
    }

    /**
     * The rows of a scan, fetched as they are read. The stream is the lease: its scanner is closed and its client goes back when
     * the last row was fetched, when it fails, and when it is closed, whichever is first. An error on the way is an
     * {@link UncheckedThriftException}.
     *
     * <p>Terminal operations do not close a stream, and one that stops early does not exhaust it, so hold it in
     * try-with-resources:
     *
     * <pre>{@code
     * try (Stream<HBaseRow> rows = table.scan(HBaseScan.builder().prefix(key).build())) {
     *     rows.limit(10).forEach(this::print);
     * }
     * }</pre>
     *
     * @throws TException if the scanner cannot be opened, which happens here and not at the first row
     */
    public Stream<HBaseRow> scan(HBaseScan scan) throws TException {
        return HBaseScanStream.open(this, scan);
    }

    /** What became of the scanners of this table's pool. */
    public HBaseScannerCounts scanners() {
        return new HBaseScannerCounts(pool.counts().endedLate(), pool.counts().left());
    }

    ThriftClients<Hbase.Client> clients() {
        return pool;
    }

    ByteBuffer nameBytes() {
        return nameBytes.duplicate();
    }

    TException named(TException error) {
        return HBaseErrors.named(error, name, pool.name());
    }

    void mutate(List<BatchMutation> rows) throws TException {
        run(client -> client.mutateRows(nameBytes(), rows, NO_ATTRIBUTES));
    }

    private <T> T call(ThriftCall<Hbase.Client, T> call) throws TException {
        try {
            return pool.call(call);
        } catch (TException e) {
            throw named(e);
        }
    }

    private interface VoidCall {
        void run(Hbase.Client client) throws TException;
    }

    private void run(VoidCall call) throws TException {
        call(client -> {
            call.run(client);
            return true;
        });
    }

    static HBaseRow row(TRowResult result) {
        NavigableMap<String, HBaseCell> cells = new TreeMap<>();
        if (result.getColumns() != null) {
            result.getColumns().forEach((column, cell) -> cells.put(HBaseNames.text(column), cell(cell)));
        }
        return new HBaseRow(result.getRow(), cells);
    }

    private static List<HBaseRow> rows(List<TRowResult> results) {
        return results.stream().map(HBaseThriftTable::row).toList();
    }

    private static List<HBaseCell> cells(List<TCell> results) {
        return results.stream().map(HBaseThriftTable::cell).toList();
    }

    private static HBaseCell cell(TCell cell) {
        return new HBaseCell(cell.getValue(), cell.getTimestamp());
    }

    private static List<ByteBuffer> keys(Collection<byte[]> rows) {
        return rows.stream().map(ByteBuffer::wrap).toList();
    }

    static List<Mutation> puts(Map<String, byte[]> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(
                    "give at least one column and its value: a row without cells cannot be put");
        }
        List<Mutation> changes = new ArrayList<>();
        values.forEach((column, value) ->
                changes.add(new Mutation(false, HBaseNames.bytes(column), ByteBuffer.wrap(value.clone()), true)));
        return changes;
    }

    static List<Mutation> deletes(List<ByteBuffer> columns) {
        List<Mutation> changes = new ArrayList<>();
        for (ByteBuffer column : columns) {
            changes.add(new Mutation(true, column, ByteBuffer.allocate(0), true));
        }
        return changes;
    }

    private static int atLeastOne(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a count of " + count + ": must be 1 or more");
        }
        return count;
    }
}
