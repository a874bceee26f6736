package io.leasehold.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes a value of the row on which a result stands.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface RowMapper<T> {

    /** Called once for each row; it must not move the result. */
    T map(ResultSet row) throws SQLException;
}
