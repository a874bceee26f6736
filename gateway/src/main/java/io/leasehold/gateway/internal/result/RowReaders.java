package io.leasehold.gateway.internal.result;

import io.leasehold.gateway.internal.sql.BackendKind;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes readers. Safe for any number of threads. */
public final class RowReaders {

    private RowReaders() {}

    /** Reads a statement's result, as the backend's type table says. Closing the reader closes the result set. */
    public static RowReader of(ResultSet rows, BackendKind backend) throws SQLException {
        return ResultSetReader.of(rows, TypeTable.of(backend));
    }
}
