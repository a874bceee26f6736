package io.leasehold.gateway.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What clients are told of the contents of each database. */
class MetadataCallsTest {

    private static final int MANY = 100_000;

    @OnEveryDatabase
    void tablesAndViewsAreFoundByPatternsInAnyCase(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            String schema = create(database.kind(), connection);
            MetadataCalls calls = calls(database.kind());

            for (String pattern : List.of("gw\\_%", "GW\\_%", "gw\\_*")) {
                List<Map<String, @Nullable Object>> tables = all(calls.tables(connection, schema, pattern, null));
                assertThat(tables)
                        .extracting(row -> lower(row.get("TABLE_NAME")))
                        .as("%s", pattern)
                        .containsExactlyInAnyOrder("gw_child", "gw_parent", "gw_view");
                assertThat(tables).allSatisfy(row -> {
                    assertThat(row.get("TABLE_CAT")).isEqualTo("");
                    assertThat(lower(row.get("TABLE_SCHEM"))).isEqualTo(schema.toLowerCase(Locale.ROOT));
                    assertThat(row.get("TABLE_TYPE"))
                            .isEqualTo(lower(row.get("TABLE_NAME")).equals("gw_view") ? "VIEW" : "TABLE");
                });
            }
            assertThat(names(calls.tables(connection, null, "gw\\_%", List.of("VIEW")), "TABLE_NAME"))
                    .containsExactly("gw_view");
            assertThat(names(calls.tables(connection, "%", "gw_parent", List.of("TABLE")), "TABLE_NAME"))
                    .containsExactly("gw_parent");
            assertThat(all(calls.tables(connection, null, "gw\\_%", List.of("INDEX"))))
                    .isEmpty();
            assertThat(all(calls.tables(connection, "no such schema", "gw\\_%", null)))
                    .isEmpty();
        }
    }

    @OnEveryDatabase
    void columnsHaveTheTypesThatResultsHave(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            String schema = create(database.kind(), connection);
            MetadataCalls calls = calls(database.kind());

            List<Map<String, @Nullable Object>> columns = all(calls.columns(connection, schema, "gw\\_parent", "%"));

            RowReader result = RowReaders.of(
                    statement.executeQuery("select * from gw_parent"),
                    BackendTypesTest.backend(database.kind()),
                    FetchLimits.ofHeap(1));
            assertThat(columns).hasSize(result.schema().columns().size());
            for (int i = 0; i < columns.size(); i++) {
                HiveType type = result.schema().columns().get(i).type();
                assertThat(columns.get(i))
                        .containsEntry("TYPE_NAME", type.sqlName())
                        .containsEntry("DATA_TYPE", type.jdbcType())
                        .containsEntry("COLUMN_SIZE", type.size())
                        .containsEntry("DECIMAL_DIGITS", type.fraction())
                        .containsEntry("ORDINAL_POSITION", i + 1)
                        .containsEntry("TABLE_CAT", null);
            }
            assertThat(columns.get(0)).containsEntry("IS_NULLABLE", "NO").containsEntry("NULLABLE", 0);
            assertThat(columns.get(1)).containsEntry("IS_NULLABLE", "YES").containsEntry("NULLABLE", 1);
            assertThat(names(calls.columns(connection, null, "GW_PARENT", "na%"), "COLUMN_NAME"))
                    .containsExactly("name");
        }
    }

    @OnEveryDatabase
    void schemasOfTheSystemAreListedOnlyByTheirNames(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            String schema = create(database.kind(), connection);
            MetadataCalls calls = calls(database.kind());

            assertThat(names(calls.schemas(connection, null), "TABLE_SCHEM"))
                    .contains(schema.toLowerCase(Locale.ROOT))
                    .doesNotContain("information_schema", "pg_catalog", "mysql", "sys", "performance_schema");
            assertThat(names(calls.schemas(connection, "information_schema"), "TABLE_SCHEM"))
                    .containsExactly("information_schema");
            assertThat(all(calls.tables(connection, "information_schema", "%", null)))
                    .isNotEmpty();
            assertThat(names(calls.tables(connection, "%", "%", null), "TABLE_SCHEM"))
                    .doesNotContain("information_schema", "pg_catalog", "mysql", "sys", "performance_schema");
            assertThat(names(calls.columns(connection, null, null, null), "TABLE_SCHEM"))
                    .contains(schema.toLowerCase(Locale.ROOT))
                    .doesNotContain("information_schema", "pg_catalog", "mysql", "sys", "performance_schema");
        }
    }

    @OnEveryDatabase
    void keysSayWhichColumnsTheyAreOf(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            String schema = create(database.kind(), connection);
            MetadataCalls calls = calls(database.kind());

            assertThat(all(calls.primaryKeys(connection, schema, "gw_parent")))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(lower(row.get("COLUMN_NAME"))).isEqualTo("id");
                        assertThat(row).containsEntry("KEQ_SEQ", 1);
                    });
            List<RowReader> answers = List.of(
                    calls.crossReference(connection, schema, "gw_parent", schema, "gw_child"),
                    calls.crossReference(connection, null, null, schema, "gw_child"),
                    calls.crossReference(connection, schema, "gw_parent", "", ""));
            for (RowReader answer : answers) {
                assertThat(all(answer)).singleElement().satisfies(row -> {
                    assertThat(lower(row.get("PKTABLE_NAME"))).isEqualTo("gw_parent");
                    assertThat(lower(row.get("PKCOLUMN_NAME"))).isEqualTo("id");
                    assertThat(lower(row.get("FKTABLE_NAME"))).isEqualTo("gw_child");
                    assertThat(lower(row.get("FKCOLUMN_NAME"))).isEqualTo("parent");
                    assertThat(lower(row.get("FKTABLE_SCHEM"))).isEqualTo(schema.toLowerCase(Locale.ROOT));
                    assertThat(row).containsEntry("KEQ_SEQ", 1);
                });
            }
            assertThatThrownBy(() -> calls.primaryKeys(connection, schema, "")).isInstanceOf(SQLException.class);
        }
    }

    @OnEveryDatabase
    void functionsAreListed(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            MetadataCalls calls = calls(database.kind());

            for (Map<String, @Nullable Object> function : all(calls.functions(connection, null, "%"))) {
                assertThat(function.get("FUNCTION_NAME")).isNotNull();
                assertThat(lower(function.get("FUNCTION_SCHEM"))).isNotEqualTo("pg_catalog");
            }
        }
    }

    @OnEveryDatabase(only = DatabaseKind.H2)
    void whatIsTooMuchIsAnErrorThatSaysWhatToDo(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            create(database.kind(), connection);
            MetadataCalls calls = new MetadataCalls(BackendTypesTest.backend(database.kind()), 2);

            assertThatThrownBy(() -> all(calls.tables(connection, null, "gw\\_%", null)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("narrower pattern");
        }
    }

    @Test
    void theColumnsAreThoseOfHivesServer() throws SQLException {
        MetadataCalls calls = calls(DatabaseKind.H2);

        assertThat(calls.catalogs().schema()).hasToString(MetadataSchemas.CATALOGS.toString());
        assertThat(all(calls.catalogs())).isEmpty();
        assertThat(shape(MetadataSchemas.CATALOGS)).isEqualTo("TABLE_CAT string");
        assertThat(shape(MetadataSchemas.SCHEMAS)).isEqualTo("TABLE_SCHEM string, TABLE_CATALOG string");
        assertThat(shape(MetadataSchemas.TABLE_TYPES)).isEqualTo("TABLE_TYPE string");
        assertThat(shape(MetadataSchemas.TABLES))
                .isEqualTo(
                        "TABLE_CAT string, TABLE_SCHEM string, TABLE_NAME string, TABLE_TYPE string, REMARKS string, "
                                + "TYPE_CAT string, TYPE_SCHEM string, TYPE_NAME string, SELF_REFERENCING_COL_NAME string, "
                                + "REF_GENERATION string");
        assertThat(shape(MetadataSchemas.COLUMNS))
                .isEqualTo(
                        "TABLE_CAT string, TABLE_SCHEM string, TABLE_NAME string, COLUMN_NAME string, DATA_TYPE int, "
                                + "TYPE_NAME string, COLUMN_SIZE int, BUFFER_LENGTH tinyint, DECIMAL_DIGITS int, NUM_PREC_RADIX int, "
                                + "NULLABLE int, REMARKS string, COLUMN_DEF string, SQL_DATA_TYPE int, SQL_DATETIME_SUB int, "
                                + "CHAR_OCTET_LENGTH int, ORDINAL_POSITION int, IS_NULLABLE string, SCOPE_CATALOG string, "
                                + "SCOPE_SCHEMA string, SCOPE_TABLE string, SOURCE_DATA_TYPE smallint, IS_AUTO_INCREMENT string");
        assertThat(shape(MetadataSchemas.FUNCTIONS))
                .isEqualTo("FUNCTION_CAT string, FUNCTION_SCHEM string, FUNCTION_NAME string, REMARKS string, "
                        + "FUNCTION_TYPE int, SPECIFIC_NAME string");
        assertThat(shape(MetadataSchemas.PRIMARY_KEYS))
                .isEqualTo("TABLE_CAT string, TABLE_SCHEM string, TABLE_NAME string, COLUMN_NAME string, KEQ_SEQ int, "
                        + "PK_NAME string");
        assertThat(shape(MetadataSchemas.CROSS_REFERENCE))
                .isEqualTo("PKTABLE_CAT string, PKTABLE_SCHEM string, PKTABLE_NAME string, PKCOLUMN_NAME string, "
                        + "FKTABLE_CAT string, FKTABLE_SCHEM string, FKTABLE_NAME string, FKCOLUMN_NAME string, KEQ_SEQ int, "
                        + "UPDATE_RULE int, DELETE_RULE int, FK_NAME string, PK_NAME string, DEFERRABILITY int");
    }

    @Test
    void everyTypeThatCanComeIsInTheTypeInfo() throws SQLException {
        MetadataCalls calls = calls(DatabaseKind.H2);

        assertThat(names(calls.typeInfo(), "TYPE_NAME"))
                .contains("boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "string")
                .contains("char", "varchar", "date", "timestamp", "binary", "decimal");
        assertThat(names(calls.tableTypes(), "TABLE_TYPE")).containsExactly("table", "view", "materialized_view");
    }

    private static String shape(RowSchema schema) {
        return String.join(
                ", ",
                schema.columns().stream()
                        .map(column -> column.name() + " " + column.type().sqlName())
                        .toList());
    }

    private static MetadataCalls calls(DatabaseKind kind) {
        return new MetadataCalls(BackendTypesTest.backend(kind), MANY);
    }

    private static List<String> names(RowReader reader, String column) throws SQLException {
        return all(reader).stream().map(row -> lower(row.get(column))).toList();
    }

    private static List<Map<String, @Nullable Object>> all(RowReader reader) throws SQLException {
        try (reader) {
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            for (List<@Nullable Object> values : HiveClient.rows(reader)) {
                Map<String, @Nullable Object> row = new TreeMap<>();
                for (int i = 0; i < values.size(); i++) {
                    row.put(reader.schema().columns().get(i).name(), values.get(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static String lower(@Nullable Object name) {
        return String.valueOf(name).toLowerCase(Locale.ROOT);
    }

    /** Two tables and a view; says in which schema, as the gateway's clients know it. */
    private static String create(DatabaseKind kind, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop view if exists gw_view");
            statement.execute("drop table if exists gw_child");
            statement.execute("drop table if exists gw_parent");
            String timestamp =
                    kind == DatabaseKind.MARIADB || kind == DatabaseKind.CONNECTORJ ? "datetime" : "timestamp";
            statement.execute("create table gw_parent (id bigint not null primary key, name varchar(20), "
                    + "price decimal(10, 2), wide decimal(38, 0), made " + timestamp
                    + ", born date, amount double precision)");
            statement.execute("create table gw_child (id integer not null primary key, parent bigint, "
                    + "constraint gw_fk foreign key (parent) references gw_parent (id))");
            statement.execute("create view gw_view as select id from gw_parent");
        }
        boolean inCatalogs = kind == DatabaseKind.MARIADB || kind == DatabaseKind.CONNECTORJ;
        return inCatalogs ? connection.getCatalog() : connection.getSchema();
    }
}
