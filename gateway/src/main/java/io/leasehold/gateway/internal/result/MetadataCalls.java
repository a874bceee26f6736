package io.leasehold.gateway.internal.result;

import io.leasehold.gateway.internal.sql.BackendKind;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Answers what clients ask about a backend's contents, with the columns, names and types that Hive's server has. Safe for any number of
 * threads; each call uses the connection that it is given, and so does the reader that it answers, until it is closed.
 *
 * <p>Hive knows one level above tables, its schemas: a backend's schemas, on MariaDB its catalogs. Catalogs there are none, and what a
 * client says of them is ignored, as Hive's server does.
 *
 * <p>Names are asked for as the client wrote them, and if nothing has such a name, once more in the case in which the backend keeps names
 * that nobody quoted.
 */
public final class MetadataCalls {

    private final Namespaces namespaces;
    private final MetadataTranslations translations;
    private final int mostRows;

    /**
     * Calls about one backend.
     *
     * @param mostRows that one call may answer; beyond it the reader fails and asks for a narrower pattern. At least 1
     */
    public MetadataCalls(BackendKind backend, int mostRows) {
        if (mostRows < 1) {
            throw new IllegalArgumentException("at least one row, not " + mostRows);
        }
        this.namespaces = Namespaces.of(backend);
        this.translations = new MetadataTranslations(namespaces, TypeTable.of(backend));
        this.mostRows = mostRows;
    }

    /** None, as in Hive. */
    public RowReader catalogs() {
        return reader(MetadataSchemas.CATALOGS, MetadataRows.of(List.of()));
    }

    public RowReader schemas(Connection connection, @Nullable String schemaPattern) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        NamePattern asked = NamePattern.of(schemaPattern);
        ResultSet all = namespaces.inCatalogs() ? about.getCatalogs() : about.getSchemas();
        return reader(MetadataSchemas.SCHEMAS, MetadataRows.of(all, false, row -> translations.schema(row, asked)));
    }

    /**
     * Tables and views.
     *
     * @param types Hive's names of their kinds; null or none for all
     */
    public RowReader tables(
            Connection connection,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            @Nullable List<String> types)
            throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        Set<TableKind> kinds = TableKind.asked(types);
        String[] words = backendsWords(about, kinds);
        if (words.length == 0) {
            return reader(MetadataSchemas.TABLES, MetadataRows.of(List.of()));
        }
        NamePattern schema = NamePattern.of(schemaPattern);
        MetadataRows rows = rows(
                about,
                List.of(schema, NamePattern.of(tablePattern)),
                names -> about.getTables(namespaces.catalog(schema), schemaPattern(names), names[1], words),
                row -> translations.table(row, schema, kinds));
        return reader(MetadataSchemas.TABLES, rows);
    }

    private static String[] backendsWords(DatabaseMetaData about, Set<TableKind> kinds) throws SQLException {
        List<String> words = new ArrayList<>();
        try (ResultSet types = about.getTableTypes()) {
            while (types.next()) {
                String word = types.getString(1).strip();
                if (kinds.contains(TableKind.of(word))) {
                    words.add(word);
                }
            }
        }
        return words.toArray(String[]::new);
    }

    /** The kinds that {@link #tables} tells of. */
    public RowReader tableTypes() {
        List<@Nullable Object[]> rows = Arrays.stream(TableKind.values())
                .map(kind -> new @Nullable Object[] {kind.name()})
                .toList();
        return reader(MetadataSchemas.TABLE_TYPES, MetadataRows.of(rows));
    }

    /** Columns, with the types that they have in results. */
    public RowReader columns(
            Connection connection,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            @Nullable String columnPattern)
            throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        NamePattern schema = NamePattern.of(schemaPattern);
        MetadataRows rows = rows(
                about,
                List.of(schema, NamePattern.of(tablePattern), NamePattern.of(columnPattern)),
                names -> about.getColumns(namespaces.catalog(schema), schemaPattern(names), names[1], names[2]),
                row -> translations.column(row, schema));
        return reader(MetadataSchemas.COLUMNS, rows);
    }

    /** The types that results can have. */
    public RowReader typeInfo() {
        return reader(MetadataSchemas.TYPE_INFO, MetadataRows.of(TypeInfo.rows()));
    }

    /**
     * A table's primary key.
     *
     * @param schema a name; null or empty for any
     * @param table a name
     */
    public RowReader primaryKeys(Connection connection, @Nullable String schema, @Nullable String table)
            throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        MetadataRows rows = keys(
                about,
                new @Nullable String[] {schema, table},
                names -> about.getPrimaryKeys(catalogNamed(names[0]), schemaNamed(names[0]), names[1]),
                translations::primaryKey);
        return reader(MetadataSchemas.PRIMARY_KEYS, rows);
    }

    /** Keys of one table that refer to another; with no name for one of them: to, or from, any. */
    public RowReader crossReference(
            Connection connection,
            @Nullable String parentSchema,
            @Nullable String parentTable,
            @Nullable String foreignSchema,
            @Nullable String foreignTable)
            throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        MetadataRows rows = keys(
                about,
                new @Nullable String[] {parentSchema, parentTable, foreignSchema, foreignTable},
                names -> keysBetween(about, names),
                translations::crossReference);
        return reader(MetadataSchemas.CROSS_REFERENCE, rows);
    }

    private ResultSet keysBetween(DatabaseMetaData about, @Nullable String[] names) throws SQLException {
        String parentCatalog = catalogNamed(names[0]);
        String parentSchema = schemaNamed(names[0]);
        String foreignCatalog = catalogNamed(names[2]);
        String foreignSchema = schemaNamed(names[2]);
        if (isEmpty(names[1])) {
            return about.getImportedKeys(foreignCatalog, foreignSchema, names[3]);
        }
        if (isEmpty(names[3])) {
            return about.getExportedKeys(parentCatalog, parentSchema, names[1]);
        }
        return about.getCrossReference(parentCatalog, parentSchema, names[1], foreignCatalog, foreignSchema, names[3]);
    }

    public RowReader functions(Connection connection, @Nullable String schemaPattern, @Nullable String functionPattern)
            throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        NamePattern schema = NamePattern.of(schemaPattern);
        MetadataRows rows = rows(
                about,
                List.of(schema, NamePattern.of(functionPattern)),
                names -> about.getFunctions(namespaces.catalog(schema), schemaPattern(names), names[1]),
                row -> translations.function(row, schema));
        return reader(MetadataSchemas.FUNCTIONS, rows);
    }

    private RowReader reader(RowSchema schema, MetadataRows rows) {
        return new MetadataReader(schema, rows, mostRows);
    }

    @FunctionalInterface
    private interface Question {
        ResultSet ask(@Nullable String[] names) throws SQLException;
    }

    private static MetadataRows rows(
            DatabaseMetaData about, List<NamePattern> asked, Question question, MetadataRows.Translation translation)
            throws SQLException {
        String escape = about.getSearchStringEscape();
        UnaryOperator<String> fold = backendsCase(about);
        @Nullable String[] written =
                asked.stream().map(pattern -> pattern.forDriver(escape)).toArray(String[]::new);
        @Nullable String[] folded = asked.stream()
                .map(pattern -> pattern.with(fold).forDriver(escape))
                .toArray(String[]::new);
        return ask(written, folded, question, translation);
    }

    private static MetadataRows keys(
            DatabaseMetaData about, @Nullable String[] written, Question question, MetadataRows.Translation translation)
            throws SQLException {
        if (written.length == 4 ? isEmpty(written[1]) && isEmpty(written[3]) : isEmpty(written[1])) {
            throw new SQLException("Keys are asked for by the name of a table", "42000");
        }
        UnaryOperator<String> fold = backendsCase(about);
        @Nullable String[] folded = Arrays.stream(written)
                .map(name -> name == null ? null : fold.apply(name))
                .toArray(String[]::new);
        return ask(written, folded, question, translation);
    }

    private static MetadataRows ask(
            @Nullable String[] written,
            @Nullable String[] folded,
            Question question,
            MetadataRows.Translation translation)
            throws SQLException {
        ResultSet first = question.ask(written);
        boolean found = first.next();
        if (found || Arrays.equals(written, folded)) {
            return found ? MetadataRows.of(first, true, translation) : nothing(first);
        }
        first.close();
        return MetadataRows.of(question.ask(folded), false, translation);
    }

    private static MetadataRows nothing(ResultSet empty) throws SQLException {
        empty.close();
        return MetadataRows.of(List.of());
    }

    /** How the backend keeps a name that nobody quoted. */
    private static UnaryOperator<String> backendsCase(DatabaseMetaData about) throws SQLException {
        if (about.storesUpperCaseIdentifiers()) {
            return name -> name.toUpperCase(Locale.ROOT);
        }
        return about.storesLowerCaseIdentifiers() ? name -> name.toLowerCase(Locale.ROOT) : name -> name;
    }

    private @Nullable String schemaPattern(@Nullable String[] names) {
        return namespaces.inCatalogs() ? null : names[0];
    }

    private @Nullable String catalogNamed(@Nullable String schema) {
        return namespaces.inCatalogs() && !isEmpty(schema) ? schema : null;
    }

    private @Nullable String schemaNamed(@Nullable String schema) {
        return namespaces.inCatalogs() || isEmpty(schema) ? null : schema;
    }

    private static boolean isEmpty(@Nullable String name) {
        return name == null || name.isEmpty();
    }
}
