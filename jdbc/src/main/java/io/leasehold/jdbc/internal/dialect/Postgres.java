package io.leasehold.jdbc.internal.dialect;

import static io.leasehold.spi.Verdict.RETIRE;
import static io.leasehold.spi.Verdict.RETIRE_AND_SUSPECT_SIBLINGS;
import static io.leasehold.spi.Verdict.RETIRE_ON_RETURN;

import io.leasehold.jdbc.internal.errors.ErrorTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PostgreSQL by pgjdbc. Stateless. */
final class Postgres extends Dialect {

    /**
     * "PostgreSQL 17 Documentation", Appendix A, "PostgreSQL Error Codes". 57P01 to 57P03: the server goes down or comes up; 57P04:
     * the database was dropped; 25006: a standby answers; 25P03, 25P04 and 57P05: the server ended this session for a timeout;
     * 57014: cancelled. 53300: too many connections.
     */
    private static final ErrorTable ERRORS = new ErrorTable()
            .states(RETIRE_AND_SUSPECT_SIBLINGS, "57P01", "57P02", "57P03", "57P04", "25006")
            .states(RETIRE, "25P03", "25P04", "57P05", "08P01")
            .states(RETIRE_ON_RETURN, "57014")
            .serverFull("53300");

    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    Postgres() {
        super("PostgreSQL", ERRORS);
    }

    @Override
    public boolean mayBeInTransaction(Connection connection) {
        return !isOutsideTransactions(connection);
    }

    /** pgjdbc knows: the server reports the state of the transaction with each answer. */
    @Override
    public boolean isOutsideTransactions(Connection connection) {
        return "IDLE".equals(String.valueOf(Reflection.call(connection, "getTransactionState")));
    }

    @Override
    public boolean resetsFully(Connection connection) {
        return true;
    }

    /**
     * "PostgreSQL 17 Documentation", DISCARD: resets settings, temporary tables, prepared statements, cursors, advisory locks,
     * listened channels and the role. pgjdbc sees the command's tag and prepares its statements anew.
     */
    @Override
    public void resetFully(Connection connection) throws SQLException {
        run(connection, "DISCARD ALL");
    }

    /** JDBC's getter asks for the isolation of the current transaction, which SQL may have given another. */
    @Override
    public int isolationOfSession(Connection connection) throws SQLException {
        return IsolationNames.numberOf(Query.firstText(connection, "SHOW default_transaction_isolation"));
    }

    /** All of the path: JDBC's getter knows only the first schema of it, and its setter makes that the only one. */
    @Override
    public @Nullable String schemas(Connection connection) throws SQLException {
        return Query.firstText(connection, "SHOW search_path");
    }

    @Override
    public void setSchemas(Connection connection, @Nullable String path) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_catalog.set_config('search_path', ?, false)")) {
            statement.setString(1, path);
            statement.execute();
        }
    }

    /** As an element of a path, where a name that is not plain must be quoted. */
    @Override
    public String schemasOf(String schema) {
        return PLAIN_NAME.matcher(schema).matches() ? schema : '"' + schema.replace("\"", "\"\"") + '"';
    }

    /** "PostgreSQL 17 Documentation", "Hot Standby Parameters": pg_is_in_recovery() is true on a standby. */
    @Override
    public boolean isWritable(Connection connection) throws SQLException {
        return "f".equals(Query.firstText(connection, "SELECT pg_is_in_recovery()"));
    }
}
