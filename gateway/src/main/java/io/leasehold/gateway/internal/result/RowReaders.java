package io.leasehold.gateway.internal.result;

import io.leasehold.gateway.internal.sql.BackendKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes readers. Safe for any number of threads. */
public final class RowReaders {

    private RowReaders() {}

    /**
     * Reads a statement's result, as the backend's type table says. Closing the reader closes the result set. The statement is a plain one:
     * of a prepared one PostgreSQL's driver shifts a time with a zone to its own, and MariaDB's refuses a day that is none.
     *
     * @param fetches what the driver may hold; the statement was told to fetch {@link FetchLimits#firstRows} at first
     */
    public static RowReader of(ResultSet rows, BackendKind backend, FetchLimits fetches) throws SQLException {
        return ResultSetReader.of(rows, TypeTable.of(backend), fetches);
    }

    /**
     * Reads rows that are there already.
     *
     * @param rows a value for each column, of the class that the column's type has in Java; text for all that goes out as text
     */
    public static RowReader of(RowSchema schema, List<@Nullable Object[]> rows) {
        return new MetadataReader(schema, MetadataRows.of(rows), Integer.MAX_VALUE);
    }

    /**
     * Reads some columns of another reader, such as the names of what a metadata call finds. Closing it closes the other.
     *
     * @param schema what the columns are called here, and their types, which are those that they have there
     * @param columns their numbers there, from 0 on, in the order that they have here
     */
    public static RowReader part(RowReader whole, RowSchema schema, int... columns) {
        int[] chosen = columns.clone();
        return new RowReader() {
            @Override
            public RowSchema schema() {
                return schema;
            }

            @Override
            public RowBatch read(int maxRows, long maxBytes) throws SQLException {
                return whole.read(maxRows, maxBytes).columns(chosen);
            }

            @Override
            public void close() throws SQLException {
                whole.close();
            }
        };
    }
}
