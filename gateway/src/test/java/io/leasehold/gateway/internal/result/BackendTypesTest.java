package io.leasehold.gateway.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.leasehold.gateway.internal.sql.BackendKind;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/** Every type of the page, on the database itself, as the client reads it. */
class BackendTypesTest {

    @OnEveryDatabase
    void everyTypeGoesOutAsThePageSaysWithItsExactValue(TestDatabase database) throws SQLException {
        List<TypesPage.Row> rows = TypesPage.rows(section(database.kind()));
        assertThat(rows).hasSizeGreaterThan(10);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            prepare(database.kind(), statement);
            SoftAssertions all = new SoftAssertions();
            for (TypesPage.Row row : rows) {
                statement.execute("create table one_type (c " + row.declared() + ")");
                try {
                    check(database.kind(), statement, row, all);
                } finally {
                    statement.execute("drop table one_type");
                }
            }
            all.assertAll();
        }
    }

    private static void check(DatabaseKind kind, Statement statement, TypesPage.Row row, SoftAssertions all)
            throws SQLException {
        statement.execute("insert into one_type values (" + row.literal() + ")");
        try (ResultSet result = statement.executeQuery("select c from one_type")) {
            RowReader reader = RowReaders.of(result, backend(kind), FetchLimits.ofHeap(1));
            all.assertThat(reader.schema().columns().get(0).type().sqlName())
                    .as("type of %s", row)
                    .isEqualTo(row.hiveType());
            all.assertThat(onlyValue(reader, row.exact()))
                    .as("value of %s", row)
                    .isEqualTo(expected(row));
        } catch (SQLException | RuntimeException | AssertionError e) {
            all.fail("value of " + row, e);
        }
        if (!row.declared().equals("bigserial")) {
            statement.execute("delete from one_type");
            statement.execute("insert into one_type values (null)");
            try (ResultSet result = statement.executeQuery("select c from one_type")) {
                List<List<@Nullable Object>> rows =
                        HiveClient.rows(RowReaders.of(result, backend(kind), FetchLimits.ofHeap(1)));
                all.assertThat(rows.get(0).get(0)).as("null of %s", row).isNull();
            }
        }
    }

    private static Object expected(TypesPage.Row row) {
        return row.exact() && row.hiveType().equals("timestamp") ? Timestamp.valueOf(row.read()) : row.read();
    }

    private static Object onlyValue(RowReader reader, boolean exact) throws SQLException {
        if (exact) {
            List<List<@Nullable Object>> rows = HiveClient.rows(reader);
            assertThat(rows).hasSize(1);
            return text(rows.get(0).get(0));
        }
        RowBatch batch = reader.read(10, 1 << 20);
        TRowSet sent = HiveClient.overTheWire(batch.toThrift(0), new TRowSet(), HiveClient.BINARY);
        String text = (String) HiveClient.values(sent.getColumns().get(0)).get(0);
        try {
            Object made = text(HiveClient.rows(reader.schema(), sent).get(0).get(0));
            assertThat(made).as("the page says that the client cannot read it").isNotEqualTo(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).as("as the page says").isNotNull();
        }
        return text;
    }

    /** As the page writes it; a timestamp as it is, since its text has a fraction of its own. */
    private static Object text(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof Timestamp ? value : String.valueOf(value);
    }

    private static void prepare(DatabaseKind kind, Statement statement) throws SQLException {
        List<String> before = new ArrayList<>(List.of("drop table if exists one_type"));
        switch (kind) {
            case POSTGRESQL ->
                before.addAll(List.of(
                        "set timezone = 'UTC'",
                        "set lc_monetary = 'C'",
                        "drop type if exists mood",
                        "drop type if exists pair",
                        "drop domain if exists digit",
                        "create type mood as enum ('sad', 'ok')",
                        "create type pair as (a integer, b text)",
                        "create domain digit as integer check (value between 0 and 9)"));
            case MARIADB, CONNECTORJ -> before.add("set sql_mode = ''");
            case H2, HSQLDB -> {}
            default -> fail("no such kind: " + kind);
        }
        for (String sql : before) {
            statement.execute(sql);
        }
    }

    static String section(DatabaseKind kind) {
        return switch (kind) {
            case H2 -> "H2";
            case HSQLDB -> "Any other database";
            case POSTGRESQL -> "PostgreSQL";
            case MARIADB, CONNECTORJ -> "MariaDB and MySQL";
        };
    }

    static BackendKind backend(DatabaseKind kind) {
        return switch (kind) {
            case H2 -> BackendKind.H2;
            case HSQLDB -> BackendKind.OTHER;
            case POSTGRESQL -> BackendKind.POSTGRESQL;
            case MARIADB, CONNECTORJ -> BackendKind.MARIADB;
        };
    }
}
