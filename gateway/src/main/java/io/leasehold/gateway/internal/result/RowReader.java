package io.leasehold.gateway.internal.result;

import java.sql.SQLException;

/** Reads a result from its beginning to its end. For one thread at a time. */
public interface RowReader extends AutoCloseable {

    RowSchema schema();

    /**
     * The next rows. May wait for the database.
     *
     * @param maxRows at most so many; at least 1
     * @param maxBytes of the batch: the row that reaches it is the last, so that a batch always has one
     * @return an empty batch at the end, and from then on
     */
    RowBatch read(int maxRows, long maxBytes) throws SQLException;

    /** Gives back what it reads from. A second close does nothing. */
    @Override
    void close() throws SQLException;
}
