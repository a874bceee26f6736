package io.leasehold.gateway.internal.result;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows that were no statement's, up to a number beyond which it fails. For one thread at a time. */
final class MetadataReader implements RowReader {

    private final RowSchema schema;
    private final MetadataRows rows;
    private final int mostRows;
    private final ColumnBuilder[] builders;
    private int total;
    private boolean ended;

    MetadataReader(RowSchema schema, MetadataRows rows, int mostRows) {
        this.schema = schema;
        this.rows = rows;
        this.mostRows = mostRows;
        this.builders = schema.columns().stream()
                .map(column -> new ColumnBuilder(column.name(), column.type().wire()))
                .toArray(ColumnBuilder[]::new);
    }

    @Override
    public RowSchema schema() {
        return schema;
    }

    @Override
    public RowBatch read(int maxRows, long maxBytes) throws SQLException {
        int count = 0;
        long bytes = 0;
        while (!ended && count < maxRows && bytes < maxBytes) {
            @Nullable Object[] row = rows.next();
            if (row == null) {
                ended = true;
                break;
            }
            if (++total > mostRows) {
                throw new SQLException("More than " + mostRows + " rows match: ask with a narrower pattern", "54000");
            }
            bytes = put(row);
            count++;
        }
        List<WireColumn> columns =
                Arrays.stream(builders).map(ColumnBuilder::build).toList();
        return count == 0 ? RowBatch.empty(schema) : RowBatch.of(columns);
    }

    private long put(@Nullable Object[] row) throws SQLException {
        long bytes = 0;
        for (int i = 0; i < builders.length; i++) {
            put(row[i], schema.columns().get(i).type().wire(), builders[i]);
            bytes += builders[i].bytes();
        }
        return bytes;
    }

    private static void put(@Nullable Object value, Wire wire, ColumnBuilder into) throws SQLException {
        if (value == null) {
            into.putNull();
        } else {
            switch (wire) {
                case BOOL -> into.putBoolean((Boolean) value);
                case BYTE -> into.putByte(((Number) value).byteValue());
                case I16 -> into.putShort(((Number) value).shortValue());
                case I32 -> into.putInt(((Number) value).intValue());
                case I64 -> into.putLong(((Number) value).longValue());
                case DOUBLE -> into.putDouble(((Number) value).doubleValue());
                case STRING -> into.putText(value.toString());
                case BINARY -> into.putBytes((byte[]) value);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        ended = true;
        rows.close();
    }
}
