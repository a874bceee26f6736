package io.leasehold.jdbc;

import io.leasehold.jdbc.internal.errors.ErrorText;
import java.sql.SQLException;
import java.util.Objects;

/** A SQLException where none may be thrown: in the middle of a stream. */
public final class UncheckedSqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UncheckedSqlException(SQLException cause) {
        super(ErrorText.withoutMessage(cause), cause);
    }

    /** What the driver or the pool threw. */
    @Override
    public synchronized SQLException getCause() {
        return (SQLException) Objects.requireNonNull(super.getCause());
    }
}
