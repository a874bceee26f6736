package io.leasehold.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.testbed.hiveclients.Beeline;
import io.leasehold.testbed.hiveclients.ClientKind;
import io.leasehold.testbed.hiveclients.HiveClient;
import io.leasehold.testbed.hiveclients.HiveConnection;
import io.leasehold.testbed.hiveclients.HiveStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of the drivers that people use does over each transport, at each database, what people use it for. */
class RealClientsTest {

    private static final int LONG_RESULT = 20_000;

    /** These clients may take their time; what becomes of one that is silent is for others to show. */
    private static final Duration AGES = Duration.ofHours(1);

    private static final Map<ClientKind, HiveClient> CLIENTS = new EnumMap<>(ClientKind.class);

    /** What a value is to the database, as Hive reads the literal that its driver makes of it. */
    private static final Map<String, String> VALUES = Map.of(
            "o'x", "o'x",
            "''", "''",
            "say \"hi\"; -- no", "say \"hi\"; -- no",
            "C:\\\\temp\\\\new", "C:\\temp\\new",
            "b\\' OR 1=1 --", "b' OR 1=1 --",
            "/* ä€😀 */ $$ U&", "/* ä€😀 */ $$ U&");

    @AfterAll
    static void ends() {
        CLIENTS.values().forEach(HiveClient::close);
        CLIENTS.clear();
    }

    static Stream<Arguments> clientsAndDoors() {
        return Stream.of(Door.values())
                .flatMap(door -> Stream.of(ClientKind.values()).map(kind -> Arguments.of(kind, door)));
    }

    @ParameterizedTest
    @MethodSource("clientsAndDoors")
    void aDriverDoesItsWork(ClientKind kind, Door door) throws Exception {
        HiveClient client = CLIENTS.computeIfAbsent(kind, HiveClient::start);
        try (Front front = Front.quietFor(door, AGES)) {
            for (Behind behind : Behind.values()) {
                try (HiveConnection connection = front.connect(client, behind)) {
                    connection.update("DROP TABLE IF EXISTS proof_people");
                    changesAreCounted(kind, behind, connection);
                    valuesArriveAndCannotBreakOut(connection);
                    metadataIsFound(behind, connection);
                    aLongResultIsFetchedToItsEnd(behind, connection);
                    aStatementIsCancelled(front, behind, connection);
                    connection.update("DROP TABLE proof_people");
                }
            }
            assertThat(client.log()).as("the driver takes the login's cookie").doesNotContain("Invalid cookie");
            front.nothingIsLeftWithin(Duration.ofSeconds(5));
        }
    }

    private static void changesAreCounted(ClientKind kind, Behind behind, HiveConnection connection)
            throws SQLException {
        // MariaDB's usual character set has not even an €.
        String texts = behind == Behind.MARIADB ? "VARCHAR(100) CHARACTER SET utf8mb4" : "VARCHAR(100)";
        connection.update("CREATE TABLE proof_people (id INT PRIMARY KEY, name " + texts + ")");
        long changed = connection.update("INSERT INTO proof_people VALUES (1, 'ann'), (2, \"bob's\")");
        // Kyuubi's driver does not pass on what the server says.
        assertThat(changed).isEqualTo(kind == ClientKind.HIVE_JDBC ? 2 : -1);
        assertThat(connection.query("SELECT id, name FROM proof_people ORDER BY id"))
                .isEqualTo(List.of(List.of("1", "ann"), List.of("2", "bob's")));
    }

    private static void valuesArriveAndCannotBreakOut(HiveConnection connection) throws SQLException {
        for (Map.Entry<String, String> value : VALUES.entrySet()) {
            assertThat(connection.prepared("SELECT ? FROM proof_people WHERE id = 1", value.getKey()))
                    .as(value.getKey())
                    .isEqualTo(List.of(List.of(value.getValue())));
            assertThat(connection.prepared("SELECT id FROM proof_people WHERE name = ?", value.getKey()))
                    .as(value.getKey())
                    .isEmpty();
        }
        assertThat(connection.prepared("SELECT id FROM proof_people WHERE name = ?", "'; DROP TABLE proof_people; --"))
                .isEmpty();
        assertThat(connection.query("SELECT COUNT(*) FROM proof_people")).isEqualTo(List.of(List.of("2")));
    }

    private static void metadataIsFound(Behind behind, HiveConnection connection) throws SQLException {
        assertThat(connection.metadataValue("getDatabaseProductName")).isEqualTo("Apache Hive");
        assertThat(connection.ask("isValid", "5")).isEqualTo("true");
        String table = behind.stored("proof_people");
        try (HiveStatement tables = connection.metadata("getTables", null, null, table, "TABLE")) {
            assertThat(tables.fetchAll())
                    .singleElement()
                    .satisfies(row -> assertThat(row.get(2)).isEqualTo(table));
        }
        try (HiveStatement columns = connection.metadata("getColumns", null, null, table, "%")) {
            assertThat(columns.fetchAll())
                    .extracting(row -> row.get(3))
                    .containsExactly(behind.stored("id"), behind.stored("name"));
        }
    }

    private static void aLongResultIsFetchedToItsEnd(Behind behind, HiveConnection connection) throws SQLException {
        try (HiveStatement statement = connection.statement(1_000, 0)) {
            statement.execute(behind.numbers(LONG_RESULT));
            List<List<String>> rows = statement.fetchAll();
            assertThat(rows).hasSize(LONG_RESULT);
            assertThat(rows.get(LONG_RESULT - 1)).containsExactly(Integer.toString(LONG_RESULT));
        }
    }

    private static void aStatementIsCancelled(Front front, Behind behind, HiveConnection connection) throws Exception {
        try (HiveStatement statement = connection.statement()) {
            CompletableFuture<Long> running = statement.executing(behind.longStatement());
            front.until("the database runs it", () -> behind.running().size() == 1);
            statement.cancel();
            assertThatThrownBy(() -> running.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(SQLException.class);
            front.until("the database runs it no more", () -> behind.running().isEmpty());
        }
        assertThat(connection.query("SELECT 1")).isEqualTo(List.of(List.of("1")));
    }

    @ParameterizedTest
    @EnumSource
    void beelineDoesItsWork(Door door) throws Exception {
        Behind behind = Behind.values()[door.ordinal() % Behind.values().length];
        try (Front front = Front.quietFor(door, AGES)) {
            Beeline.Result result = Beeline.run(
                    front.url(behind.database()),
                    Front.USER,
                    Front.PASSWORD,
                    "create table proof_beeline (name varchar(20));",
                    "insert into proof_beeline values ('o\\'x');",
                    "select name from proof_beeline;",
                    "drop table proof_beeline;");
            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).as(result.err()).contains("o'x");
            front.nothingIsLeftWithin(Duration.ofSeconds(5));
        }
    }
}
