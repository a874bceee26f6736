package io.leasehold.testbed.hiveclients;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A statement of a {@link HiveConnection}, and its result. Safe for use by many threads as far as the driver's is. */
public final class HiveStatement implements AutoCloseable {

    private static final int PAGE = 1_000;

    private final HiveClient client;
    private final String name;

    HiveStatement(HiveClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** How many rows were changed, as the driver says; -1 where rows came. */
    public long execute(String sql) throws SQLException {
        return HiveClient.get(executing(sql));
    }

    /** The same, without waiting. */
    public CompletableFuture<Long> executing(String sql) {
        return client.send("execute", name, sql)
                .thenApply(values ->
                        Work.ROWS.equals(values.get(0)) ? -1 : Long.parseLong(Objects.requireNonNull(values.get(1))));
    }

    /** The label and the type's name of each column, one after the other. */
    public List<@Nullable String> columns() throws SQLException {
        return HiveClient.get(client.send("columns", name));
    }

    /** The next rows; fewer than asked for at the end alone. */
    public List<List<@Nullable String>> fetch(int atMost) throws SQLException {
        return HiveClient.get(fetching(atMost));
    }

    /** The same, without waiting. */
    public CompletableFuture<List<List<@Nullable String>>> fetching(int atMost) {
        return client.send("fetch", name, Integer.toString(atMost)).thenApply(HiveStatement::rows);
    }

    public List<List<@Nullable String>> fetchAll() throws SQLException {
        List<List<@Nullable String>> all = new ArrayList<>();
        List<List<@Nullable String>> page;
        do {
            page = fetch(PAGE);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    private static List<List<@Nullable String>> rows(List<@Nullable String> values) {
        int columns = Integer.parseInt(Objects.requireNonNull(values.get(0)));
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int at = 1; at < values.size(); at += columns) {
            rows.add(values.subList(at, at + columns));
        }
        return rows;
    }

    public void cancel() throws SQLException {
        HiveClient.get(client.send("cancel", name));
    }

    @Override
    public void close() throws SQLException {
        HiveClient.get(client.send("close", name));
    }
}
