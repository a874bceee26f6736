package io.leasehold.gateway.internal.result;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes one value from a row to a column. For any number of threads, each with a row of its own. */
@FunctionalInterface
interface CellReader {

    /**
     * Puts exactly one value.
     *
     * @param column counts from 1
     */
    void read(ResultSet row, int column, ColumnBuilder into) throws SQLException;
}
