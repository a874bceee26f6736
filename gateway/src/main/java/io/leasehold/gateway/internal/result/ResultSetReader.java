package io.leasehold.gateway.internal.result;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a driver's result set, row by row, into columns. For one thread at a time. */
final class ResultSetReader implements RowReader {

    /** What a driver's objects take for a row, and for a value, beside what was sent. */
    private static final int ROW = 40;

    private static final int VALUE = 24;

    private final ResultSet rows;
    private final RowSchema schema;
    private final CellReader[] readers;
    private final ColumnBuilder[] builders;
    private final FetchPace pace;
    private boolean ended;

    private ResultSetReader(
            ResultSet rows, RowSchema schema, CellReader[] readers, ColumnBuilder[] builders, FetchPace pace) {
        this.rows = rows;
        this.schema = schema;
        this.readers = readers;
        this.builders = builders;
        this.pace = pace;
    }

    /** @param fetches what the driver may hold of the rows */
    static ResultSetReader of(ResultSet rows, TypeTable types, FetchLimits fetches) throws SQLException {
        ResultSetMetaData described = rows.getMetaData();
        int count = described.getColumnCount();
        List<ResultColumn> columns = new ArrayList<>(count);
        CellReader[] readers = new CellReader[count];
        ColumnBuilder[] builders = new ColumnBuilder[count];
        long declared = ROW;
        for (int i = 0; i < count; i++) {
            String name = described.getColumnLabel(i + 1);
            JdbcColumn column = JdbcColumn.of(described, i + 1);
            ColumnMapping mapping = types.mapping(column);
            declared += VALUE + column.widest();
            columns.add(new ResultColumn(name, mapping.type()));
            readers[i] = mapping.reader();
            builders[i] = new ColumnBuilder(name, mapping.type().wire());
        }
        FetchPace pace = new FetchPace(rows, fetches, declared);
        return new ResultSetReader(rows, new RowSchema(columns), readers, builders, pace);
    }

    @Override
    public RowSchema schema() {
        return schema;
    }

    @Override
    public RowBatch read(int maxRows, long maxBytes) throws SQLException {
        if (maxRows < 1) {
            throw new IllegalArgumentException("at least one row, not " + maxRows);
        }
        int count = 0;
        long bytes = 0;
        // A driver need not answer a second next() behind the end as it did the first.
        while (!ended && count < maxRows && bytes < maxBytes) {
            if (!rows.next()) {
                ended = true;
                break;
            }
            long before = bytes;
            bytes = readRow();
            count++;
            pace.row(bytes - before);
        }
        return count == 0 ? RowBatch.empty(schema) : build();
    }

    private long readRow() throws SQLException {
        long bytes = 0;
        for (int i = 0; i < readers.length; i++) {
            readers[i].read(rows, i + 1, builders[i]);
            bytes += builders[i].bytes();
        }
        return bytes;
    }

    private RowBatch build() {
        return RowBatch.of(Arrays.stream(builders).map(ColumnBuilder::build).toList());
    }

    @Override
    public void close() throws SQLException {
        ended = true;
        rows.close();
    }
}
