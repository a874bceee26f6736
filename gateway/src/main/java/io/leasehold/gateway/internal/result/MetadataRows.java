package io.leasehold.gateway.internal.result;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a metadata call, one after the other. For one thread at a time. */
interface MetadataRows extends AutoCloseable {

    /** Makes a row of ours of a driver's; null leaves it out. */
    @FunctionalInterface
    interface Translation {
        @Nullable Object @Nullable [] row(ResultSet from) throws SQLException;
    }

    /** The next row, a value for each column; null behind the last. */
    @Nullable Object @Nullable [] next() throws SQLException;

    @Override
    void close() throws SQLException;

    static MetadataRows of(List<@Nullable Object[]> rows) {
        Iterator<@Nullable Object[]> left = rows.iterator();
        return new MetadataRows() {
            @Override
            public @Nullable Object @Nullable [] next() {
                return left.hasNext() ? left.next() : null;
            }

            @Override
            public void close() {}
        };
    }

    /** @param atFirst whether the driver's rows stand on the first, and not before it */
    static MetadataRows of(ResultSet rows, boolean atFirst, Translation translation) {
        return new MetadataRows() {
            private boolean here = atFirst;

            @Override
            public @Nullable Object @Nullable [] next() throws SQLException {
                while (here || rows.next()) {
                    here = false;
                    @Nullable Object[] row = translation.row(rows);
                    if (row != null) {
                        return row;
                    }
                }
                return null;
            }

            @Override
            public void close() throws SQLException {
                rows.close();
            }
        };
    }
}
