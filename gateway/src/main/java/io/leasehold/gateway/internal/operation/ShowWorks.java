package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.BackendLease;
import io.leasehold.gateway.internal.result.HiveType;
import io.leasehold.gateway.internal.result.LocalRows;
import io.leasehold.gateway.internal.result.ResultColumn;
import io.leasehold.gateway.internal.result.RowReader;
import io.leasehold.gateway.internal.result.RowReaders;
import io.leasehold.gateway.internal.result.RowSchema;
import io.leasehold.gateway.internal.sql.BackendKind;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SHOW and DESCRIBE, as Hive's clients know them. */
final class ShowWorks {

    private static final List<String> VIEWS = List.of("VIEW", "MATERIALIZED VIEW");

    private ShowWorks() {}

    /** One column of texts. */
    static RowReader texts(String column, List<String> values) {
        return rows(List.of(column), values.stream().map(List::of).toList());
    }

    static RowReader rows(List<String> columns, List<List<String>> rows) {
        RowSchema schema = new RowSchema(columns.stream()
                .map(name -> new ResultColumn(name, HiveType.STRING))
                .toList());
        List<@Nullable Object[]> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.toArray()));
        return LocalRows.of(schema, values);
    }

    /** Hive's pattern: {@code *} and {@code %} for anything, {@code |} between alternatives, whatever the case. */
    static Predicate<String> like(Optional<String> pattern) {
        if (pattern.isEmpty()) {
            return name -> true;
        }
        String regex = Arrays.stream(pattern.get().split("\\|", -1))
                .map(one ->
                        Arrays.stream(one.split("[*%]", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
                .collect(Collectors.joining("|"));
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .asMatchPredicate();
    }

    record Databases(Optional<String> pattern) implements Work {
        @Override
        public Outcome run(BackendLease lease, InFlight flight) throws SQLException {
            List<String> names =
                    lease.namespaces().stream().filter(like(pattern)).sorted().toList();
            return Outcome.of(texts("database_name", names));
        }
    }

    /** Tables, or views alone, of where the session is or of another schema. */
    record Tables(BackendKind kind, Optional<String> schema, Optional<String> pattern, boolean viewsAlone)
            implements Work {
        @Override
        public Outcome run(BackendLease lease, InFlight flight) throws SQLException {
            Connection connection = lease.connection();
            String where = schema.isPresent()
                    ? lease.resolve(schema.get())
                    : lease.namespace().orElse(null);
            List<String> names = new ArrayList<>();
            DatabaseMetaData about = connection.getMetaData();
            boolean inCatalogs = kind == BackendKind.MARIADB;
            String exactly = where == null || inCatalogs ? null : escaped(where, about.getSearchStringEscape());
            try (ResultSet all = about.getTables(inCatalogs ? where : null, exactly, "%", null)) {
                while (all.next()) {
                    String type = all.getString("TABLE_TYPE");
                    if (isListed(type)) {
                        names.add(all.getString("TABLE_NAME"));
                    }
                }
            }
            List<String> listed = names.stream().filter(like(pattern)).sorted().toList();
            return Outcome.of(texts("tab_name", listed));
        }

        private boolean isListed(@Nullable String type) {
            String word = type == null ? "" : type.toUpperCase(Locale.ROOT);
            boolean isTable = word.contains("TABLE") && !word.contains("SYSTEM") && !word.contains("TOAST");
            return VIEWS.contains(word) || !viewsAlone && isTable;
        }

        private static String escaped(String name, String escape) {
            return name.replace(escape, escape + escape)
                    .replace("_", escape + "_")
                    .replace("%", escape + "%");
        }
    }

    /** The columns of a table, with the types that they have in results. */
    record Describe(BackendKind kind, List<String> table) implements Work {
        @Override
        public Outcome run(BackendLease lease, InFlight flight) throws SQLException {
            Connection connection = lease.connection();
            List<String> name = new ArrayList<>(table);
            if (name.size() > 1) {
                name.set(0, lease.resolve(name.get(0)));
            }
            int last = name.size() - 1;
            name.set(last, resolved(connection, name));
            String quote = connection.getMetaData().getIdentifierQuoteString().strip();
            String from = name.stream()
                    .map(part -> quote + part.replace(quote, quote + quote) + quote)
                    .collect(Collectors.joining("."));
            try (Statement statement = lease.statement();
                    ResultSet none = statement.executeQuery("SELECT * FROM " + from + " WHERE 1 = 0")) {
                List<List<String>> rows = RowReaders.of(none, kind, lease.fetches()).schema().columns().stream()
                        .map(column -> List.of(column.name(), column.type().sqlName(), column.comment()))
                        .toList();
                return Outcome.of(ShowWorks.rows(List.of("col_name", "data_type", "comment"), rows));
            }
        }

        /** The table's name as the database has it: that one, or else the only one that differs from it by case alone. */
        private String resolved(Connection connection, List<String> name) throws SQLException {
            String asked = name.get(name.size() - 1);
            String schema = name.size() > 1 ? name.get(0) : null;
            List<String> alike = new ArrayList<>();
            DatabaseMetaData about = connection.getMetaData();
            boolean inCatalogs = kind == BackendKind.MARIADB;
            String where = schema != null ? schema : inCatalogs ? connection.getCatalog() : connection.getSchema();
            try (ResultSet all = about.getTables(inCatalogs ? where : null, inCatalogs ? null : where, "%", null)) {
                while (all.next()) {
                    String found = all.getString("TABLE_NAME");
                    if (asked.equals(found)) {
                        return found;
                    }
                    if (asked.equalsIgnoreCase(found)) {
                        alike.add(found);
                    }
                }
            }
            return alike.size() == 1 ? alike.get(0) : asked;
        }
    }
}
