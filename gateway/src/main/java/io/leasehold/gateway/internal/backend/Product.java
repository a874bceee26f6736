package io.leasehold.gateway.internal.backend;

import io.leasehold.gateway.internal.result.FetchLimits;
import io.leasehold.gateway.internal.sql.BackendKind;
import io.leasehold.jdbc.SessionReset;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the gateway must know of a database beyond JDBC; this one knows nothing of it. Stateless: safe for any thread.
 *
 * <p>A statement is escaped for a database that reads text in one certain way. So what makes it read text otherwise is set when a
 * connection is opened ({@link #initSql}, which the pool runs again after every full reset), and looked at before a lease's first
 * statement ({@link #verify}): a connection that reads otherwise, whatever brought that about, runs nothing.
 */
class Product {

    /** Where a connection has no name at its server. */
    static final String NO_ID = "";

    BackendKind kind() {
        return BackendKind.OTHER;
    }

    /** What is run at open and after each full reset. */
    Optional<String> initSql() {
        return Optional.empty();
    }

    /**
     * The driver's properties.
     *
     * @param fetches what it may hold of a result
     */
    Map<String, String> driverProperties(FetchLimits fetches) {
        return Map.of();
    }

    /**
     * How the pool puts a connection in order. Where the database can do it in full it does; where it cannot, the pool would
     * destroy whatever ran a statement with a name in it, so there the gateway decides, which has read the statements: see
     * {@link BackendLease}.
     */
    SessionReset reset() {
        return SessionReset.JDBC;
    }

    /** Whether a connection that comes back is as good as new, so that another user may have it. */
    final boolean resetsFully() {
        return reset() == SessionReset.FULL;
    }

    /**
     * Looks whether the connection reads text as it must.
     *
     * @return how its server calls it
     * @throws ReadsOtherwiseException if it does not
     */
    String verify(Connection connection) throws SQLException {
        return NO_ID;
    }

    /** How its server calls a driver's connection; looks at nothing else. */
    String idOf(Connection connection) throws SQLException {
        return NO_ID;
    }

    /** Whether its server says that a transaction is open. */
    boolean isInTransaction(Connection lease, Connection driver) throws SQLException {
        return !lease.getAutoCommit();
    }

    /** A statement has failed: has the server say whether a transaction is open, where its error did not. */
    void seeBehindError(Connection connection) throws SQLException {}

    /** Begins a transaction by the client's statement. */
    void begin(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
    }

    /** Whether the transaction that is open can only be rolled back, and a commit would do just that and say nothing. */
    boolean hasFailed(Connection driver) throws SQLException {
        return false;
    }

    /** Commits by the driver, which may refuse that where none is open; to a database it is nothing. */
    void commit(Connection connection, String sql) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    /** Rolls back by the client's statement, likewise. */
    void rollback(Connection connection, String sql) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** The server says that no transaction is open: the driver is not to begin one by itself, where it would. */
    void leaveTransaction(Connection connection) throws SQLException {}

    /** Whether a rollback undoes what was set within its transaction, the schema too. */
    boolean rollsBackSettings() {
        return false;
    }

    /** Has rows come as they are read, and not all at once. */
    void stream(Statement statement, int fetchSize) throws SQLException {
        statement.setFetchSize(fetchSize);
    }

    /** Whether rows come as they are read only within a transaction. */
    boolean streamsInTransactionsOnly() {
        return false;
    }

    /** Sets one of the database's own settings for this connection; the name is on the operator's list. */
    void set(Connection connection, String name, String value) throws SQLException {
        throw new SQLException("settings of this database cannot be set through the gateway", "0A000");
    }

    /** Where Hive has a schema: the name of where the connection is. */
    Optional<String> namespace(Connection connection) throws SQLException {
        return Optional.ofNullable(connection.getSchema());
    }

    void namespace(Connection connection, String name) throws SQLException {
        connection.setSchema(name);
    }

    ResultSet namespaces(DatabaseMetaData metaData) throws SQLException {
        return metaData.getSchemas();
    }

    /**
     * The name as the database has it: that one, or else the only one that differs from it by case alone, since Hive's clients
     * write names in small letters.
     *
     * @throws SQLException if there is none
     */
    final String resolveNamespace(Connection connection, String name) throws SQLException {
        String found = null;
        int alike = 0;
        try (ResultSet all = namespaces(connection.getMetaData())) {
            while (all.next()) {
                String one = all.getString(1);
                if (name.equals(one)) {
                    return one;
                }
                if (one != null && name.toLowerCase(Locale.ROOT).equals(one.toLowerCase(Locale.ROOT))) {
                    found = one;
                    alike++;
                }
            }
        }
        if (found == null || alike > 1) {
            throw new SQLException(
                    "there is no schema " + name + (alike > 1 ? " but several that differ by case" : ""), "3F000");
        }
        return found;
    }

    /** In words, what the login may do beyond the database's own data; empty if nothing is known. */
    String rightsBeyond(Connection connection) throws SQLException {
        return "";
    }

    /** Ends a connection from its server's side, if that can be and it still runs something there; gives whether it did. */
    boolean endAtServer(Connection control, String id) throws SQLException {
        return false;
    }

    /** Whether statements are cancelled through a connection that is kept for it. */
    boolean cancelsByControl() {
        return false;
    }

    /** Cancels what a connection runs, through the one that is kept for it. */
    void cancelByControl(Connection control, String id) throws SQLException {
        throw new SQLException("not here", "0A000");
    }

    /** The first column of the first row; empty for null and for no row. */
    static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Objects.toString(rows.getString(1), "") : "";
        }
    }

    /** The client's words where they are the database's too: PostgreSQL alone knows END and ABORT. */
    static String orUsual(String sql, String usual) {
        return sql.strip().regionMatches(true, 0, usual, 0, usual.length()) ? sql : usual;
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** What a connection says of how it reads text, against what it must be. */
    static void mustBe(String what, String is, String mustBe) throws SQLException {
        if (!mustBe.equalsIgnoreCase(is)) {
            throw new ReadsOtherwiseException("the backend would read text otherwise than it was written: " + what
                    + " is " + is + " and must be " + mustBe);
        }
    }
}
