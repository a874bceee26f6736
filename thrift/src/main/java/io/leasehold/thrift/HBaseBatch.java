package io.leasehold.thrift;

import io.leasehold.thrift.internal.HBaseNames;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.thrift.generated.BatchMutation;
import org.apache.hadoop.hbase.thrift.generated.Mutation;
import org.apache.thrift.TException;

/**
 * Puts and deletes that are sent together, see {@link HBaseThriftTable#batch}. For one thread, while the batch's body runs.
 */
public final class HBaseBatch {

    private final HBaseThriftTable table;
    private final int size;
    private final Map<ByteBuffer, List<Mutation>> mutations = new LinkedHashMap<>();
    private int count;

    HBaseBatch(HBaseThriftTable table, int size) {
        this.table = table;
        this.size = size;
    }

    /**
     * Puts values into a row.
     *
     * @throws TException if the batch is full and cannot be sent
     */
    public void put(byte[] row, Map<String, byte[]> values) throws TException {
        add(row, HBaseThriftTable.puts(values));
    }

    /**
     * Deletes columns, or families, of a row.
     *
     * @param columns at least one: a batch cannot delete a row without naming its families
     * @throws TException if the batch is full and cannot be sent
     */
    public void delete(byte[] row, String... columns) throws TException {
        if (columns.length == 0) {
            throw new IllegalArgumentException("name the columns or families to delete: a batch deletes no whole rows");
        }
        add(row, HBaseThriftTable.deletes(HBaseNames.all(columns)));
    }

    private void add(byte[] row, List<Mutation> more) throws TException {
        mutations
                .computeIfAbsent(ByteBuffer.wrap(row.clone()), key -> new ArrayList<>())
                .addAll(more);
        count += more.size();
        if (count >= size) {
            send();
        }
    }

    void send() throws TException {
        if (mutations.isEmpty()) {
            return;
        }
        List<BatchMutation> rows = new ArrayList<>();
        mutations.forEach((row, changes) -> rows.add(new BatchMutation(row, changes)));
        mutations.clear();
        count = 0;
        table.mutate(rows);
    }
}
