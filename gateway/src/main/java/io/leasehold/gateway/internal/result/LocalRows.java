package io.leasehold.gateway.internal.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that the gateway knows by itself. Stateless. */
public final class LocalRows {

    private LocalRows() {}

    /**
     * A reader of rows that are there already.
     *
     * @param schema of texts and small numbers
     * @param rows a value for each column, null where there is none
     */
    public static RowReader of(RowSchema schema, List<@Nullable Object[]> rows) {
        return new MetadataReader(schema, MetadataRows.of(rows), Integer.MAX_VALUE);
    }
}
