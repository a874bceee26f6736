package io.leasehold.jdbc.internal.dialect;

import io.leasehold.jdbc.internal.errors.PoolSqlException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The levels of isolation as the SQL standard calls them. Pure functions. */
final class IsolationNames {

    private IsolationNames() {}

    /** JDBC's number of the level that a server calls so, in whichever case. */
    static int numberOf(@Nullable String name) throws SQLException {
        return switch (String.valueOf(name).toUpperCase(Locale.ROOT)) {
            case "READ UNCOMMITTED" -> Connection.TRANSACTION_READ_UNCOMMITTED;
            case "READ COMMITTED" -> Connection.TRANSACTION_READ_COMMITTED;
            case "REPEATABLE READ" -> Connection.TRANSACTION_REPEATABLE_READ;
            case "SERIALIZABLE" -> Connection.TRANSACTION_SERIALIZABLE;
            default -> throw new PoolSqlException("The session's isolation is none that JDBC knows.");
        };
    }
}
