package io.leasehold.gateway.internal.result;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

/**
 * How many rows a driver fetches at a time that has all of them in memory before it gives the first: few until it is known what they are,
 * then as many as {@link FetchLimits} has for rows of such columns, and no more than make a few megabytes if all are as wide as the widest
 * of the fetch before. So rows that were narrow allow no more than the declarations do, whatever comes behind them. For one thread.
 */
final class FetchPace {

    private static final long BYTES = 4L << 20;

    private final ResultSet rows;
    private final int most;
    private int left;
    private long widest;
    private boolean isSettled;

    /**
     * Begins with the first fetch.
     *
     * @param rows the driver fetches {@link FetchLimits#firstRows} of them at first
     * @param declared how wide a row may be, in bytes
     */
    FetchPace(ResultSet rows, FetchLimits limits, long declared) {
        this.rows = rows;
        this.most = limits.rows(declared);
        this.left = limits.firstRows();
    }

    /** A row of so many bytes was read; behind the last one that was fetched the next fetch is set. */
    void row(long ofRow) throws SQLException {
        widest = Math.max(widest, ofRow);
        left--;
        if (left == 0 && !isSettled) {
            left = (int) Math.max(1, Math.min(most, BYTES / Math.max(1, widest)));
            widest = 0;
            set(left);
        }
    }

    /** A driver that takes no other number goes on with the first one. */
    private void set(int size) throws SQLException {
        try {
            rows.setFetchSize(size);
        } catch (SQLFeatureNotSupportedException e) {
            isSettled = true;
        }
    }
}
