package io.leasehold.gateway.internal.backend;

import io.leasehold.gateway.internal.result.FetchLimits;
import io.leasehold.gateway.internal.sql.BackendKind;
import io.leasehold.jdbc.SessionReset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PostgreSQL by pgjdbc. Stateless. "PostgreSQL 17 Documentation" is the source. */
final class PostgresProduct extends Product {

    private static final String FACTS = "SELECT pg_backend_pid(), current_setting('standard_conforming_strings'),"
            + " current_setting('backslash_quote'), current_setting('client_encoding')";

    /** Roles that the login may take by SET ROLE count as its own; those that older servers do not have are not asked for. */
    private static final String RIGHTS = "SELECT rolname, rolsuper, rolname = current_user FROM pg_roles"
            + " WHERE (rolsuper OR rolname IN ('pg_execute_server_program', 'pg_write_server_files'))"
            + " AND pg_has_role(current_user, oid, 'MEMBER')";

    @Override
    BackendKind kind() {
        return BackendKind.POSTGRESQL;
    }

    /** Beyond that the driver gives up, having counted what each answer to a fetch brings; what the url says comes before this. */
    @Override
    Map<String, String> driverProperties(FetchLimits fetches) {
        return Map.of("maxResultBuffer", Long.toString(fetches.most()));
    }

    @Override
    Optional<String> initSql() {
        return Optional.of("SET standard_conforming_strings = on; SET backslash_quote = safe_encoding");
    }

    /** By DISCARD ALL. */
    @Override
    SessionReset reset() {
        return SessionReset.FULL;
    }

    @Override
    String verify(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet facts = statement.executeQuery(FACTS)) {
            facts.next();
            mustBe("standard_conforming_strings", facts.getString(2), "on");
            mustBe("backslash_quote", facts.getString(3), "safe_encoding");
            mustBe("client_encoding", facts.getString(4), "UTF8");
            return facts.getString(1);
        }
    }

    @Override
    String idOf(Connection connection) throws SQLException {
        return ask(connection, "SELECT pg_backend_pid()");
    }

    /** The server says so with each answer (ReadyForQuery), and pgjdbc keeps what it said. */
    @Override
    boolean isInTransaction(Connection lease, Connection driver) throws SQLException {
        Object state = Reflected.call(driver, "getTransactionState");
        return state == null ? !lease.getAutoCommit() : !"IDLE".equals(state.toString());
    }

    /** A COMMIT is answered by a ROLLBACK then, and pgjdbc takes one for the other. */
    @Override
    boolean hasFailed(Connection driver) throws SQLException {
        return "FAILED".equals(String.valueOf(Reflected.call(driver, "getTransactionState")));
    }

    /**
     * pgjdbc streams only with auto-commit off, and then begins a transaction by itself before the first statement; the client's
     * own BEGIN is run within it, for the modes it may name: "SET TRANSACTION" is what the server makes of them. If those are refused
     * the client was told that nothing began, so nothing is left of it.
     */
    @Override
    void begin(Connection connection, String sql) throws SQLException {
        boolean begins = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            run(connection, sql);
        } catch (SQLException e) {
            if (begins) {
                undo(connection, e);
            }
            throw e;
        }
    }

    private static void undo(Connection connection, SQLException why) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    /** A commit that failed and one of the client's own words, such as COMMIT AND NO CHAIN, leave the driver's auto-commit off. */
    @Override
    void leaveTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
    }

    @Override
    boolean rollsBackSettings() {
        return true;
    }

    @Override
    boolean streamsInTransactionsOnly() {
        return true;
    }

    @Override
    void set(Connection connection, String name, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.execute();
        }
    }

    @Override
    String rightsBeyond(Connection connection) throws SQLException {
        List<String> roles = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(RIGHTS)) {
            while (rows.next()) {
                String role = rows.getString(1);
                boolean isOther = !rows.getBoolean(3);
                roles.add(!rows.getBoolean(2) ? role : isOther ? "superuser by the role " + role : "superuser");
            }
        }
        return String.join(", ", roles);
    }

    @Override
    boolean endAtServer(Connection control, String id) throws SQLException {
        String running = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'active' AND pid = ";
        return "t".equals(ask(control, running + Integer.parseInt(id)));
    }
}
