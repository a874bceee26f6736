package io.leasehold.gateway.internal.result;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How many rows a driver fetches at a time that has all of them in memory before it gives the first: few until it is known how wide they
 * are, then as many as make a few megabytes. What it fetches is counted against no budget, and 2,000 rows of a megabyte would be the end of
 * the JVM. It goes by the rows before: where narrow rows are followed by wide ones, one fetch of these may take more. For one thread.
 */
final class FetchPace {

    /** Fills one round trip where rows are narrow, and is bearable where they are not. */
    static final int FIRST = 50;

    static final int MOST = 2_000;

    private static final long BYTES = 4L << 20;

    private final ResultSet rows;
    private int size = FIRST;
    private int left = FIRST;
    private long bytes;

    /** @param rows the driver fetches {@link #FIRST} rows at first */
    FetchPace(ResultSet rows) {
        this.rows = rows;
    }

    /** A row of so many bytes was read; behind the last one that was fetched the next fetch is set. */
    void row(long ofRow) throws SQLException {
        bytes += ofRow;
        left--;
        if (left == 0) {
            size = (int) Math.max(1, Math.min(MOST, BYTES / Math.max(1, bytes / size)));
            rows.setFetchSize(size);
            left = size;
            bytes = 0;
        }
    }
}
