package io.leasehold.hbasedrills;

import io.leasehold.drills.sharing.Sharing;
import java.io.IOException;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;

/** A holder that writes what it is given and reads it back. Safe for use by many threads, as its connection is. */
final class TableHolder implements Sharing.Holder {

    private static final TableName TABLE = TableName.valueOf("drill");
    private static final byte[] FAMILY = Bytes.toBytes("f");
    private static final byte[] QUALIFIER = Bytes.toBytes("number");

    private final Connection connection;

    TableHolder(Connection connection) {
        this.connection = connection;
    }

    @Override
    public long echo(long number) throws IOException {
        byte[] bytes = Bytes.toBytes(number);
        try (OwnLoader own = new OwnLoader();
                Table table = connection.getTable(TABLE)) {
            table.put(new Put(bytes).addColumn(FAMILY, QUALIFIER, bytes));
            byte[] read = table.get(new Get(bytes)).getValue(FAMILY, QUALIFIER);
            if (read == null) {
                throw new IOException("what was written as row " + number + " is not there");
            }
            return Bytes.toLong(read);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
