package io.leasehold.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Sets what a statement needs before it runs: parameters, fetch size, query timeout. */
@FunctionalInterface
public interface StatementBinder {

    void bind(PreparedStatement statement) throws SQLException;
}
