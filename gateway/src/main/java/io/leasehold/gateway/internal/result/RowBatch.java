package io.leasehold.gateway.internal.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TRow;
import org.apache.hive.service.rpc.thrift.TRowSet;

/**
 * Rows of one result, by columns. Immutable. Taking some of them, or putting batches together, copies no value: a batch is a list of
 * stretches of what was read at once.
 */
public final class RowBatch {

    /** No rows, which means the end of a result and nothing else. */
    public static final RowBatch EMPTY = new RowBatch(List.of(), List.of(), 0, 0);

    /**
     * Rows that were read together.
     *
     * @param from the first
     * @param to the one behind the last
     */
    record Stretch(List<WireColumn> columns, int from, int to) {

        int rows() {
            return to - from;
        }

        long bytes() {
            long sum = 0;
            for (WireColumn column : columns) {
                sum += column.bytes(from, to);
            }
            return sum;
        }
    }

    private final List<Wire> wires;
    private final List<Stretch> stretches;
    private final int rows;
    private final long bytes;

    private RowBatch(List<Wire> wires, List<Stretch> stretches, int rows, long bytes) {
        this.wires = wires;
        this.stretches = stretches;
        this.rows = rows;
        this.bytes = bytes;
    }

    private static RowBatch of(List<Wire> wires, List<Stretch> stretches) {
        int rows = 0;
        long bytes = 0;
        for (Stretch stretch : stretches) {
            rows += stretch.rows();
            bytes += stretch.bytes();
        }
        return new RowBatch(wires, List.copyOf(stretches), rows, bytes);
    }

    /** A batch of columns of the same number of rows. */
    static RowBatch of(List<WireColumn> columns) {
        List<Wire> wires = columns.stream().map(column -> column.wire).toList();
        int rows = columns.isEmpty() ? 0 : columns.get(0).rows;
        return of(wires, List.of(new Stretch(List.copyOf(columns), 0, rows)));
    }

    /** The rows of several batches of one result, one after the other. */
    static RowBatch join(Collection<RowBatch> batches) {
        if (batches.size() == 1) {
            return batches.iterator().next();
        }
        List<Stretch> all = new ArrayList<>();
        List<Wire> wires = List.of();
        for (RowBatch batch : batches) {
            wires = batch.wires.isEmpty() ? wires : batch.wires;
            all.addAll(batch.stretches);
        }
        return of(wires, all);
    }

    /** No rows of these columns: TRowSet then has columns without values, which is what Hive's server sends at the end. */
    static RowBatch empty(RowSchema schema) {
        return new RowBatch(
                schema.columns().stream().map(column -> column.type().wire()).toList(), List.of(), 0, 0);
    }

    public int rows() {
        return rows;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    /** What it takes of memory; what {@link #first} and {@link #rest} take adds up to it. */
    public long bytes() {
        return bytes;
    }

    /** The first rows; all, if there are no more. */
    public RowBatch first(int count) {
        return count >= rows ? this : part(0, count);
    }

    /** What {@link #first} leaves. */
    public RowBatch rest(int count) {
        return count <= 0 ? this : part(Math.min(count, rows), rows);
    }

    private RowBatch part(int from, int to) {
        List<Stretch> part = new ArrayList<>();
        int position = 0;
        for (Stretch stretch : stretches) {
            int begin = Math.max(from, position);
            int end = Math.min(to, position + stretch.rows());
            if (begin < end) {
                int shift = stretch.from() - position;
                part.add(new Stretch(stretch.columns(), begin + shift, end + shift));
            }
            position += stretch.rows();
        }
        return of(wires, part);
    }

    /** Some of the columns, by their numbers from 0 on, in that order. */
    RowBatch columns(int... numbers) {
        List<Wire> chosen = Arrays.stream(numbers).mapToObj(wires::get).toList();
        List<Stretch> narrowed = stretches.stream()
                .map(stretch -> new Stretch(
                        Arrays.stream(numbers).mapToObj(stretch.columns()::get).toList(), stretch.from(), stretch.to()))
                .toList();
        return of(chosen, narrowed);
    }

    /** How many of the first rows take no more than that; at least one, if there is any. */
    int rowsWithin(long most) {
        if (bytes <= most) {
            return rows;
        }
        int low = 1;
        int high = rows;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (part(0, middle).bytes <= most) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * By columns, as clients from protocol V6 on read it.
     *
     * @param startOffset rows of the result before this batch
     */
    public TRowSet toThrift(long startOffset) {
        TRowSet set = new TRowSet(startOffset, new ArrayList<TRow>());
        set.setColumns(ThriftColumns.of(wires, stretches));
        return set;
    }

    @Override
    public String toString() {
        return rows + " rows, " + bytes + " bytes";
    }
}
