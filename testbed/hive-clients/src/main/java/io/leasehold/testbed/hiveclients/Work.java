package io.leasehold.testbed.hiveclients;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a client does with its driver, by names that the test has given to connections and statements. Safe for use by many threads. */
final class Work implements AutoCloseable {

    static final String ROWS = "rows";
    static final String COUNT = "count";

    private final Map<String, Connection> connections = new ConcurrentHashMap<>();
    private final Map<String, Statement> statements = new ConcurrentHashMap<>();
    private final Map<String, ResultSet> results = new ConcurrentHashMap<>();

    /** The values of the answer. */
    List<@Nullable String> perform(String verb, List<@Nullable String> arguments) throws Exception {
        String name = Objects.requireNonNull(arguments.get(0));
        List<@Nullable String> rest = arguments.subList(1, arguments.size());
        return switch (verb) {
            case "connect" -> connect(name, rest);
            case "ask" -> Asked.of(connection(name), rest);
            case "disconnect" -> disconnect(name);
            case "statement" -> statement(name, rest);
            case "execute" -> execute(name, text(rest, 0));
            case "prepared" -> prepared(name, rest);
            case "metadata" -> metadata(name, rest);
            case "columns" -> columns(result(name));
            case "fetch" -> fetch(result(name), Integer.parseInt(text(rest, 0)));
            case "cancel" -> cancel(name);
            case "close" -> closeStatement(name);
            default -> throw new IllegalArgumentException(verb);
        };
    }

    private List<@Nullable String> connect(String name, List<@Nullable String> to) throws SQLException {
        connections.put(name, DriverManager.getConnection(text(to, 0), text(to, 1), text(to, 2)));
        return List.of();
    }

    private List<@Nullable String> disconnect(String name) throws SQLException {
        connection(name).close();
        connections.remove(name);
        return List.of();
    }

    private List<@Nullable String> statement(String name, List<@Nullable String> how) throws SQLException {
        Statement statement = connection(text(how, 0)).createStatement();
        statements.put(name, statement);
        int fetchSize = Integer.parseInt(text(how, 1));
        if (fetchSize > 0) {
            statement.setFetchSize(fetchSize);
        }
        int seconds = Integer.parseInt(text(how, 2));
        if (seconds > 0) {
            statement.setQueryTimeout(seconds);
        }
        return List.of();
    }

    private List<@Nullable String> execute(String name, String sql) throws SQLException {
        Statement statement = named(name);
        return outcome(name, statement, statement.execute(sql));
    }

    /** The connection, the text, and a value for each of its parameters. */
    private List<@Nullable String> prepared(String name, List<@Nullable String> what) throws SQLException {
        PreparedStatement statement = connection(text(what, 0)).prepareStatement(text(what, 1));
        statements.put(name, statement);
        for (int i = 2; i < what.size(); i++) {
            statement.setString(i - 1, what.get(i));
        }
        return outcome(name, statement, statement.execute());
    }

    private List<@Nullable String> outcome(String name, Statement statement, boolean rows) throws SQLException {
        if (rows) {
            results.put(name, statement.getResultSet());
            return List.of(ROWS);
        }
        return List.of(COUNT, Integer.toString(statement.getUpdateCount()));
    }

    /** The connection, the method, and its arguments; of an array of texts, parted by commas. */
    private List<@Nullable String> metadata(String name, List<@Nullable String> what) throws Exception {
        DatabaseMetaData metadata = connection(text(what, 0)).getMetaData();
        Object result = Asked.invoke(metadata, DatabaseMetaData.class, text(what, 1), what.subList(2, what.size()));
        if (result instanceof ResultSet rows) {
            results.put(name, rows);
            return List.of(ROWS);
        }
        return Arrays.asList("value", String.valueOf(result));
    }

    private static List<@Nullable String> columns(ResultSet rows) throws SQLException {
        ResultSetMetaData metadata = rows.getMetaData();
        List<@Nullable String> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(metadata.getColumnLabel(i));
            columns.add(metadata.getColumnTypeName(i));
        }
        return columns;
    }

    /** The number of columns, and then the cells row by row; fewer rows than asked for at the end alone. */
    private static List<@Nullable String> fetch(ResultSet rows, int atMost) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(Integer.toString(columns));
        for (int row = 0; row < atMost && rows.next(); row++) {
            for (int i = 1; i <= columns; i++) {
                cells.add(rows.getString(i));
            }
        }
        return cells;
    }

    private List<@Nullable String> cancel(String name) throws SQLException {
        named(name).cancel();
        return List.of();
    }

    /** Of what metadata gave there is no statement. */
    private List<@Nullable String> closeStatement(String name) throws SQLException {
        ResultSet rows = results.remove(name);
        Statement statement = statements.remove(name);
        if (rows != null) {
            rows.close();
        }
        if (statement != null) {
            statement.close();
        }
        return List.of();
    }

    private Connection connection(String name) {
        return Objects.requireNonNull(connections.get(name), name);
    }

    private Statement named(String name) {
        return Objects.requireNonNull(statements.get(name), name);
    }

    private ResultSet result(String name) {
        return Objects.requireNonNull(results.get(name), name);
    }

    static String text(List<@Nullable String> arguments, int at) {
        return Objects.requireNonNull(arguments.get(at));
    }

    /** Closes what is open as a well-behaved client does, and goes on where that fails: the server may be gone. */
    @Override
    public void close() {
        connections.forEach((name, connection) -> {
            try {
                connection.close();
            } catch (SQLException e) {
                System.err.println("connection " + name + " does not close: " + e);
            }
        });
    }
}
