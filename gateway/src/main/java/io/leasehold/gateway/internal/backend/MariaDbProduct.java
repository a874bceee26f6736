package io.leasehold.gateway.internal.backend;

import io.leasehold.gateway.internal.result.FetchLimits;
import io.leasehold.gateway.internal.sql.BackendKind;
import io.leasehold.jdbc.SessionReset;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MariaDB and MySQL, by MariaDB Connector/J or MySQL Connector/J. Stateless. MariaDB's "Server System Variables" is the source. */
final class MariaDbProduct extends Product {

    /** What is strict in the servers' own defaults, and nothing that changes how text is read. */
    private static final String MODE = "STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    private static final Set<String> READ_OTHERWISE =
            Set.of("ANSI", "ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "PIPES_AS_CONCAT", "IGNORE_SPACE", "ORACLE", "MSSQL");

    /** Above the 60 s for which a client may leave a large result alone: the server would end the connection first. */
    private static final int NET_WRITE_TIMEOUT_SECONDS = 600;

    private static final String FACTS = "SELECT CONNECTION_ID(), @@sql_mode, @@character_set_client,"
            + " @@character_set_connection, @@character_set_results";

    private static final int IN_TRANSACTION = 1;

    private static final Pattern EVERYWHERE = Pattern.compile("GRANT (.*?) ON \\*\\.\\* TO ");

    private static final Set<String> BEYOND = Set.of("ALL PRIVILEGES", "FILE", "SUPER");

    /** ER_NO_SUCH_THREAD. */
    private static final int NO_SUCH_THREAD = 1094;

    private final boolean isMySqlDriver;

    MariaDbProduct(boolean isMySqlDriver) {
        this.isMySqlDriver = isMySqlDriver;
    }

    @Override
    BackendKind kind() {
        return BackendKind.MARIADB;
    }

    @Override
    Optional<String> initSql() {
        return Optional.of("SET SESSION sql_mode = '" + MODE + "', character_set_client = utf8mb4,"
                + " character_set_connection = utf8mb4, character_set_results = utf8mb4, net_write_timeout = "
                + NET_WRITE_TIMEOUT_SECONDS);
    }

    /** A server may ask a driver for any file of the gateway's machine, by LOAD DATA LOCAL: neither driver is to give one. */
    @Override
    Map<String, String> driverProperties(FetchLimits fetches) {
        return isMySqlDriver
                ? Map.of("allowLoadLocalInfile", "false", "allowMultiQueries", "false")
                : Map.of("allowLocalInfile", "false", "allowMultiQueries", "false");
    }

    /** By COM_RESET_CONNECTION. */
    @Override
    SessionReset reset() {
        return SessionReset.FULL;
    }

    @Override
    String verify(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet facts = statement.executeQuery(FACTS)) {
            facts.next();
            for (String mode : facts.getString(2).split(",")) {
                if (READ_OTHERWISE.contains(mode)) {
                    mustBe("sql_mode", facts.getString(2), MODE);
                }
            }
            mustBe("character_set_client", facts.getString(3), "utf8mb4");
            mustBe("character_set_connection", facts.getString(4), "utf8mb4");
            mustBe("character_set_results", facts.getString(5), "utf8mb4");
            return facts.getString(1);
        }
    }

    @Override
    String idOf(Connection connection) throws SQLException {
        return ask(connection, "SELECT CONNECTION_ID()");
    }

    /** The server says so with each answer but errors (SERVER_STATUS_IN_TRANS); MariaDB's driver keeps what it said, MySQL's is asked. */
    @Override
    boolean isInTransaction(Connection lease, Connection driver) throws SQLException {
        Object context = Reflected.call(driver, "getContext");
        Object status = context == null ? null : Reflected.call(context, "getServerStatus");
        if (status instanceof Integer bits) {
            return (bits & IN_TRANSACTION) != 0;
        }
        Object session = Reflected.call(driver, "getSession");
        Object server = session == null ? null : Reflected.call(session, "getServerSession");
        Object in = server == null ? null : Reflected.call(server, "inTransactionOnServer");
        return in instanceof Boolean open ? open : !lease.getAutoCommit();
    }

    /**
     * An error has no status: MariaDB's driver takes it for a transaction that is open, MySQL's goes by the answer before, or says that
     * none is. So something must be asked whose answer has one, and what a client may ask about its own statement, ROW_COUNT() and the
     * warnings, must stay: this leaves all of that as it is. A ping sets ROW_COUNT(), and behind it MySQL's driver says that none is open.
     */
    @Override
    void seeBehindError(Connection connection) throws SQLException {
        ask(connection, "SHOW WARNINGS LIMIT 0");
    }

    @Override
    void begin(Connection connection, String sql) throws SQLException {
        run(connection, sql);
    }

    @Override
    void commit(Connection connection, String sql) throws SQLException {
        run(connection, orUsual(sql, "COMMIT"));
    }

    @Override
    void rollback(Connection connection, String sql) throws SQLException {
        run(connection, orUsual(sql, "ROLLBACK"));
    }

    /** MySQL's driver streams row by row, or not at all. */
    @Override
    void stream(Statement statement, int fetchSize) throws SQLException {
        statement.setFetchSize(isMySqlDriver ? Integer.MIN_VALUE : fetchSize);
    }

    @Override
    void set(Connection connection, String name, String value) throws SQLException {
        run(connection, "SET SESSION " + name + " = " + Literals.numberOrEscaped(value));
    }

    @Override
    Optional<String> namespace(Connection connection) throws SQLException {
        return Optional.ofNullable(connection.getCatalog());
    }

    @Override
    void namespace(Connection connection, String name) throws SQLException {
        connection.setCatalog(name);
    }

    @Override
    ResultSet namespaces(DatabaseMetaData metaData) throws SQLException {
        return metaData.getCatalogs();
    }

    /** Roles that the login may take by SET ROLE count as its own. */
    @Override
    String rightsBeyond(Connection connection) throws SQLException {
        Set<String> rights = new TreeSet<>();
        try (Statement statement = connection.createStatement()) {
            addRights(statement, "SHOW GRANTS", rights);
            for (String role : roles(statement)) {
                addRights(statement, "SHOW GRANTS FOR " + role, rights);
            }
        }
        return String.join(", ", rights);
    }

    /** As SHOW GRANTS takes them; MySQL's have a host. */
    private static List<String> roles(Statement statement) throws SQLException {
        List<String> roles = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT * FROM information_schema.APPLICABLE_ROLES")) {
            ResultSetMetaData columns = rows.getMetaData();
            int host = 0;
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                host = columns.getColumnLabel(i).equalsIgnoreCase("ROLE_HOST") ? i : host;
            }
            while (rows.next()) {
                String name = name(rows.getString("ROLE_NAME"));
                roles.add(host == 0 ? name : name + "@" + name(rows.getString(host)));
            }
        }
        return roles;
    }

    private static String name(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static void addRights(Statement statement, String show, Set<String> rights) throws SQLException {
        try (ResultSet rows = statement.executeQuery(show)) {
            while (rows.next()) {
                Matcher everywhere = EVERYWHERE.matcher(rows.getString(1));
                if (everywhere.lookingAt()) {
                    for (String right : everywhere.group(1).split(",")) {
                        if (BEYOND.contains(right.strip())) {
                            rights.add(right.strip());
                        }
                    }
                }
            }
        }
    }

    @Override
    boolean endAtServer(Connection control, String id) throws SQLException {
        return kill(control, "KILL CONNECTION ", id);
    }

    @Override
    boolean cancelsByControl() {
        return true;
    }

    @Override
    void cancelByControl(Connection control, String id) throws SQLException {
        kill(control, "KILL QUERY ", id);
    }

    private static boolean kill(Connection control, String how, String id) throws SQLException {
        try {
            run(control, how + Long.parseLong(id));
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_THREAD) {
                return false;
            }
            throw e;
        }
    }
}
