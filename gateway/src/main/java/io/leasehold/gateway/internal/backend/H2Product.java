package io.leasehold.gateway.internal.backend;

import io.leasehold.gateway.internal.result.FetchLimits;
import io.leasehold.gateway.internal.sql.BackendKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** H2, from version 2 on. Stateless. "H2 Database Engine: Commands" is the source. */
final class H2Product extends Product {

    private static final String FACTS =
            "SELECT SESSION_ID(), (SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'MODE')";

    /** It knows BEGIN alone, and no modes. */
    private static final Pattern PLAIN_START =
            Pattern.compile("\\s*START\\s+TRANSACTION\\s*", Pattern.CASE_INSENSITIVE);

    private final boolean isFile;

    /** @param isFile whether H2 would make a new database in this process's folder where there is none */
    H2Product(boolean isFile) {
        this.isFile = isFile;
    }

    /** A path that was mistyped, or counts from another folder, leaves no empty database there. */
    @Override
    Map<String, String> driverProperties(FetchLimits fetches) {
        return isFile ? Map.of("IFEXISTS", "TRUE") : Map.of();
    }

    @Override
    BackendKind kind() {
        return BackendKind.H2;
    }

    /** Rows are computed as they are read; a setting of the session, which outlives everything but the connection. */
    @Override
    Optional<String> initSql() {
        return Optional.of("SET LAZY_QUERY_EXECUTION 1");
    }

    @Override
    String verify(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet facts = statement.executeQuery(FACTS)) {
            facts.next();
            mustBe("MODE", facts.getString(2), "REGULAR");
            return facts.getString(1);
        }
    }

    @Override
    String idOf(Connection connection) throws SQLException {
        return ask(connection, "CALL SESSION_ID()");
    }

    /** BEGIN switches auto-commit off, COMMIT and ROLLBACK switch it on again: it says whether a transaction is open. */
    @Override
    void begin(Connection connection, String sql) throws SQLException {
        run(connection, PLAIN_START.matcher(sql).matches() ? "BEGIN" : sql);
    }

    @Override
    void commit(Connection connection, String sql) throws SQLException {
        run(connection, orUsual(sql, "COMMIT"));
    }

    @Override
    void rollback(Connection connection, String sql) throws SQLException {
        run(connection, orUsual(sql, "ROLLBACK"));
    }

    @Override
    void set(Connection connection, String name, String value) throws SQLException {
        run(connection, "SET " + name + " " + Literals.quoted(value));
    }

    @Override
    String rightsBeyond(Connection connection) throws SQLException {
        String isAdmin =
                ask(connection, "SELECT IS_ADMIN FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER");
        return "TRUE".equalsIgnoreCase(isAdmin) ? "ADMIN" : "";
    }
}
