package io.leasehold.gateway.internal.result;

import java.sql.SQLException;
import java.util.List;

/** Batches of one column that counts. */
final class Batches {

    static final RowSchema SCHEMA = new RowSchema(List.of(new ResultColumn("n", HiveType.BIGINT)));

    /** What one row takes. */
    static final long ROW = of(0, 1).bytes();

    private Batches() {}

    /** So many rows, counting from a number on. */
    static RowBatch of(long from, int rows) {
        try {
            ColumnBuilder column = new ColumnBuilder("n", Wire.I64);
            for (int i = 0; i < rows; i++) {
                column.putLong(from + i);
            }
            return RowBatch.of(List.of(column.build()));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static List<Long> numbers(RowBatch batch) {
        return batch.isEmpty()
                ? List.of()
                : List.copyOf(batch.toThrift(0).getColumns().get(0).getI64Val().getValues());
    }
}
