package io.leasehold.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.session.OnDisconnect;
import io.leasehold.session.SessionState;
import io.leasehold.testbed.hiveclients.ClientKind;
import io.leasehold.testbed.hiveclients.HiveClient;
import io.leasehold.testbed.hiveclients.HiveConnection;
import io.leasehold.testbed.hiveclients.HiveStatement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real clients of the binary transport are killed, each with a session at each database, and a second later nothing is left of them. What
 * a client was doing has been seen before the kill, in the database's own list where a statement runs, and is looked for there after it.
 */
class KilledClientTest {

    /** How soon after a client's death nothing of it may be left. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration SLACK = Duration.ofSeconds(2);
    private static final int MANY = 200_000;

    @ParameterizedTest
    @EnumSource(names = {"NOSASL", "NOSASL_TLS", "PLAIN", "PLAIN_TLS"})
    void whileIdle(Door door) throws Exception {
        try (Front front = Front.behind(door);
                HiveClient client = HiveClient.start(ClientKind.HIVE_JDBC)) {
            for (Behind behind : Behind.values()) {
                HiveConnection connection = front.connect(client, behind);
                assertThat(connection.query("SELECT 1")).hasSize(1);
            }
            assertThat(front.sessions()).isEqualTo(Behind.values().length);
            client.kill();
            front.nothingIsLeftWithin(AT_ONCE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NOSASL", "NOSASL_TLS", "PLAIN", "PLAIN_TLS"})
    void inAnAsynchronousQuery(Door door) throws Exception {
        try (Front front = Front.behind(door);
                HiveClient client = HiveClient.start(ClientKind.HIVE_JDBC);
                HiveClient other = HiveClient.start(ClientKind.KYUUBI)) {
            runOnEach(front, client);
            front.untilEachDatabaseRunsOne();
            client.kill();
            front.nothingIsLeftWithin(AT_ONCE);
            front.servesOthers(other);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NOSASL", "NOSASL_TLS", "PLAIN", "PLAIN_TLS"})
    void inASynchronousQuery(Door door) throws Exception {
        try (Front front = Front.behind(door);
                SyncClient client = SyncClient.start(front)) {
            front.untilEachDatabaseRunsOne();
            client.kill();
            front.nothingIsLeftWithin(AT_ONCE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NOSASL", "PLAIN_TLS"})
    void inMidFetchOfAResultThatKeepsItsConnection(Door door) throws Exception {
        try (Front front = Front.behind(door);
                HiveClient client = HiveClient.start(ClientKind.HIVE_JDBC)) {
            for (Behind behind : Behind.values()) {
                HiveStatement statement = front.connect(client, behind).statement(1_000, 0);
                statement.execute(behind.numbers(MANY));
                assertThat(statement.fetch(1_500)).hasSize(1_500);
                front.until(
                        "the result has a connection", () -> front.pool(behind).leased() == 1);
            }
            client.kill();
            front.nothingIsLeftWithin(AT_ONCE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NOSASL", "NOSASL_TLS", "PLAIN"})
    void inATransaction(Door door) throws Exception {
        try (Front front = Front.behind(door);
                HiveClient client = HiveClient.start(ClientKind.HIVE_JDBC)) {
            beginOnEach(front, client);
            client.kill();
            front.nothingIsLeftWithin(AT_ONCE);
            rolledBackOnEach();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NOSASL", "PLAIN_TLS"})
    void whileItsSessionsAreOpening(Door door) throws Exception {
        try (Front front = Front.behind(door);
                HiveClient client = HiveClient.start(ClientKind.HIVE_JDBC);
                HiveClient holder = HiveClient.start(ClientKind.KYUUBI)) {
            int held = takeEveryConnection(front, holder);
            for (Behind behind : Behind.values()) {
                // The gateway asks the server for the schema, which takes a connection.
                client.connecting(front.url(behind.databaseWithSchema()), Front.USER, Front.PASSWORD);
            }
            front.until(
                    "all wait for a connection", () -> front.sessions(SessionState.OPENING) == Behind.values().length);
            client.kill();
            Front.within(AT_ONCE, "no session opens", () -> {
                assertThat(front.sessions(SessionState.OPENING)).isZero();
                assertThat(front.sessions()).isEqualTo(held);
                assertThat(front.connections()).isEqualTo(held);
            });
            holder.kill();
            front.nothingIsLeftWithin(AT_ONCE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NOSASL", "PLAIN_TLS"})
    void withAGraceItsSessionsAreDetachedAtOnceAndEndWithTheirStatementsAfterIt(Door door) throws Exception {
        try (Front front = Front.behind(door, OnDisconnect.endAfter(GRACE), Duration.ofHours(1));
                HiveClient client = HiveClient.start(ClientKind.HIVE_JDBC)) {
            runOnEach(front, client);
            front.untilEachDatabaseRunsOne();
            client.kill();
            Front.within(AT_ONCE, "all are detached", () -> {
                assertThat(front.connections()).isZero();
                assertThat(front.sessions(SessionState.DETACHED)).isEqualTo(Behind.values().length);
            });
            for (Behind behind : Behind.values()) {
                assertThat(behind.running()).as("%s lets it run on", behind).hasSize(1);
            }
            front.nothingIsLeftWithin(GRACE.plus(SLACK));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NOSASL", "PLAIN_TLS"})
    void withAGraceItsTransactionsAreRolledBackAtOnceAllTheSame(Door door) throws Exception {
        try (Front front = Front.behind(door, OnDisconnect.endAfter(Duration.ofMinutes(10)), Duration.ofHours(1));
                HiveClient client = HiveClient.start(ClientKind.HIVE_JDBC)) {
            beginOnEach(front, client);
            client.kill();
            Front.within(AT_ONCE, "all are detached and hold nothing", () -> {
                assertThat(front.connections()).isZero();
                assertThat(front.sessions(SessionState.DETACHED)).isEqualTo(Behind.values().length);
                front.poolsAreWhole();
            });
            rolledBackOnEach();
        }
    }

    private static void runOnEach(Front front, HiveClient client) throws Exception {
        for (Behind behind : Behind.values()) {
            front.connect(client, behind).statement().executing(behind.longStatement());
        }
    }

    /** On MariaDB one less than on the others; returns how many sessions that takes. */
    private static int takeEveryConnection(Front front, HiveClient holder) throws Exception {
        int sessions = 0;
        for (Behind behind : Behind.values()) {
            int all = behind == Behind.MARIADB ? Front.POOL - 1 : Front.POOL;
            for (int i = 0; i < all; i++) {
                front.connect(holder, behind).statement().executing(behind.longStatement());
                sessions++;
            }
            front.until("all connections are taken", () -> behind.running().size() == all);
        }
        return sessions;
    }

    private static void beginOnEach(Front front, HiveClient client) throws Exception {
        for (Behind behind : Behind.values()) {
            behind.sql(
                    "DROP TABLE IF EXISTS proof_account",
                    "CREATE TABLE proof_account (id INT PRIMARY KEY, amount INT)",
                    "INSERT INTO proof_account VALUES (1, 10)");
            HiveConnection connection = front.connect(client, behind);
            connection.update("BEGIN");
            connection.update("UPDATE proof_account SET amount = 20 WHERE id = 1");
            assertThat(connection.query("SELECT amount FROM proof_account")).isEqualTo(List.of(List.of("20")));
            assertThat(front.pool(behind).leased())
                    .as("it keeps its connection")
                    .isOne();
        }
    }

    /** What it changed is as it was, and locked no more. */
    private static void rolledBackOnEach() throws Exception {
        for (Behind behind : Behind.values()) {
            assertThat(behind.value("SELECT amount FROM proof_account")).isEqualTo("10");
            behind.sql("UPDATE proof_account SET amount = 30 WHERE id = 1", "DROP TABLE proof_account");
        }
    }
}
