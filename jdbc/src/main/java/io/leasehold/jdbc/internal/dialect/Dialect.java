package io.leasehold.jdbc.internal.dialect;

import io.leasehold.jdbc.internal.errors.ErrorTable;
import io.leasehold.jdbc.internal.errors.PoolSqlException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What differs from database to database; this one assumes nothing beyond JDBC and the SQL standard. Stateless: safe for any
 * thread.
 */
public class Dialect {

    private final String name;
    private final ErrorTable errors;

    protected Dialect(String name, ErrorTable errors) {
        this.name = name;
        this.errors = errors;
    }

    /** As errors call it. */
    public final String name() {
        return name;
    }

    /** What its errors mean. */
    public final ErrorTable errors() {
        return errors;
    }

    /** Whether a transaction that SQL began may be open, on a connection that is in auto-commit mode to the driver. */
    public boolean mayBeInTransaction(Connection connection) throws SQLException {
        return true;
    }

    /** Whether the driver knows that no transaction is open, in whichever mode the connection is. */
    public boolean isOutsideTransactions(Connection connection) {
        return false;
    }

    /**
     * Rolls back what SQL began, in auto-commit mode, where most drivers refuse {@link Connection#rollback()}. That there is nothing to
     * roll back is an error to some databases.
     */
    public void rollbackBySql(Connection connection) throws SQLException {
        try {
            run(connection, "ROLLBACK");
        } catch (SQLException e) {
            if (!NoTransaction.isSaidBy(e)) {
                throw e;
            }
        }
    }

    /** Whether this connection has a way to reset its whole session. */
    public boolean resetsFully(Connection connection) throws SQLException {
        return false;
    }

    /** Resets the whole session; in auto-commit mode, with no transaction open. */
    public void resetFully(Connection connection) throws SQLException {
        throw new PoolSqlException(name + " has no way to reset a session.");
    }

    /** Whether the full reset leaves the current catalog as it was. */
    public boolean fullResetKeepsCatalog() {
        return false;
    }

    /** Adds to a driver's properties what the full reset needs; what is there already stays. */
    public void prepareFullReset(Properties properties) {}

    /** Whether the server takes writes from this session: asked after an error that points at a failover. */
    public boolean isWritable(Connection connection) throws SQLException {
        return true;
    }

    /** The isolation of the session's transactions to come, whatever that of the current one is. */
    public int isolationOfSession(Connection connection) throws SQLException {
        return connection.getTransactionIsolation();
    }

    /**
     * Whether {@link #isolationOfSession} runs SQL, which in manual mode begins a transaction that nobody could tell from the holder's,
     * to roll it back: then it is to be asked for once, before that mode is switched to.
     */
    public boolean asksForIsolationBySql() {
        return false;
    }

    /** The current catalog, as the server has it. */
    public @Nullable String catalog(Connection connection) throws SQLException {
        return connection.getCatalog();
    }

    /** Where names without a schema are looked for, to be given to {@link #setSchemas}. */
    public @Nullable String schemas(Connection connection) throws SQLException {
        return connection.getSchema();
    }

    /** Puts back what {@link #schemas} gave. */
    public void setSchemas(Connection connection, @Nullable String schemas) throws SQLException {
        connection.setSchema(schemas);
    }

    /** What {@link #schemas} means by this one schema. */
    public String schemasOf(String schema) {
        return schema;
    }

    /** Runs one statement and closes it. */
    protected static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
