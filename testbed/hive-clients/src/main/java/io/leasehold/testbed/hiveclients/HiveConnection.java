package io.leasehold.testbed.hiveclients;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A connection of a {@link HiveClient}: a session at the server. Safe for use by many threads. */
public final class HiveConnection implements AutoCloseable {

    private final HiveClient client;
    private final String name;

    HiveConnection(HiveClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** A statement with the driver's own fetch size and no timeout. */
    public HiveStatement statement() throws SQLException {
        return statement(0, 0);
    }

    /**
     * @param fetchSize rows a fetch, 0 for the driver's own
     * @param seconds what the client asks as a timeout, 0 for none
     */
    public HiveStatement statement(int fetchSize, int seconds) throws SQLException {
        String statement = client.newName();
        HiveClient.get(
                client.send("statement", statement, name, Integer.toString(fetchSize), Integer.toString(seconds)));
        return new HiveStatement(client, statement);
    }

    /** All rows of a query, with their cells as text. */
    public List<List<@Nullable String>> query(String sql) throws SQLException {
        try (HiveStatement statement = statement()) {
            statement.execute(sql);
            return statement.fetchAll();
        }
    }

    /** How many rows a statement has changed, as the driver says; -1 where it gave rows. */
    public long update(String sql) throws SQLException {
        try (HiveStatement statement = statement()) {
            return statement.execute(sql);
        }
    }

    /** All rows of a query with parameters, which the driver puts into the text by its own rules. */
    public List<List<@Nullable String>> prepared(String sql, @Nullable String... values) throws SQLException {
        List<@Nullable String> arguments = new ArrayList<>();
        String statement = client.newName();
        arguments.addAll(List.of(statement, name, sql));
        arguments.addAll(Arrays.asList(values));
        try (HiveStatement prepared = new HiveStatement(client, statement)) {
            HiveClient.get(client.send("prepared", arguments.toArray(new @Nullable String[0])));
            return prepared.fetchAll();
        }
    }

    /** The result of a method of DatabaseMetaData with arguments of texts, flags, numbers, and texts parted by commas. */
    public HiveStatement metadata(String method, @Nullable String... arguments) throws SQLException {
        List<@Nullable String> all = new ArrayList<>();
        String statement = client.newName();
        all.addAll(List.of(statement, name, method));
        all.addAll(Arrays.asList(arguments));
        HiveClient.get(client.send("metadata", all.toArray(new @Nullable String[0])));
        return new HiveStatement(client, statement);
    }

    /** What a method of DatabaseMetaData says, as text. */
    public @Nullable String metadataValue(String method) throws SQLException {
        return HiveClient.get(client.send("metadata", client.newName(), name, method))
                .get(1);
    }

    /** What a method of Connection gives, such as isValid or setSchema; null where it gives nothing. */
    public @Nullable String ask(String method, @Nullable String... arguments) throws SQLException {
        List<@Nullable String> all = new ArrayList<>(List.of(name, method));
        all.addAll(Arrays.asList(arguments));
        return HiveClient.get(client.send("ask", all.toArray(new @Nullable String[0])))
                .get(0);
    }

    /** Closes the connection, without waiting. */
    public CompletableFuture<?> closing() {
        return client.send("disconnect", name);
    }

    @Override
    public void close() throws SQLException {
        HiveClient.get(client.send("disconnect", name));
    }
}
