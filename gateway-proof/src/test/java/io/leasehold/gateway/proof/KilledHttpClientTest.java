package io.leasehold.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testbed.hiveclients.ClientKind;
import io.leasehold.testbed.hiveclients.HiveClient;
import io.leasehold.testbed.hiveclients.HiveConnection;
import io.leasehold.testbed.hiveclients.HiveStatement;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Over HTTP no socket tells of a client's death: its sessions go when no call has come for a while, which is two seconds here, and nothing
 * is left of them then. A call whose own socket ends is over with it, so that it keeps no session alive.
 */
class KilledHttpClientTest {

    private static final Duration BOUND = Front.QUIET.plusSeconds(1);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration AGES = Duration.ofHours(1);
    private static final int MANY = 200_000;

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTP_TLS"})
    void inAnAsynchronousQuery(Door door) throws Exception {
        try (Front front = Front.behind(door);
                HiveClient client = HiveClient.start(ClientKind.HIVE_JDBC);
                HiveClient other = HiveClient.start(ClientKind.KYUUBI)) {
            for (Behind behind : Behind.values()) {
                front.connect(client, behind).statement().executing(behind.longStatement());
            }
            front.untilEachDatabaseRunsOne();
            client.kill();
            front.nothingIsLeftWithin(BOUND);
            front.servesOthers(other);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTP_TLS"})
    void inASynchronousQuery(Door door) throws Exception {
        try (Front front = Front.behind(door);
                SyncClient client = SyncClient.start(front)) {
            front.untilEachDatabaseRunsOne();
            client.kill();
            front.nothingIsLeftWithin(AT_ONCE.plus(BOUND));
        }
    }

    /** That is so at once, long before its sessions go; and while the client lives the silence of its call ends nothing. */
    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTP_TLS"})
    void theStatementOfASynchronousCallEndsAtOnce(Door door) throws Exception {
        try (Front front = Front.quietFor(door, AGES);
                SyncClient client = SyncClient.start(front)) {
            front.untilEachDatabaseRunsOne();
            client.kill();
            Front.within(AT_ONCE, "no statement runs", () -> {
                Front.databasesAreFree();
                front.poolsAreWhole();
            });
            assertThat(front.sessions()).isEqualTo(Behind.values().length);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTP_TLS"})
    void aClientThatLivesWaitsInACallForAsLongAsItTakes(Door door) throws Exception {
        try (Front front = Front.behind(door);
                SyncClient client = SyncClient.start(front)) {
            front.untilEachDatabaseRunsOne();
            front.staysSo(
                    "its statements run",
                    Front.QUIET.multipliedBy(2),
                    () -> Arrays.stream(Behind.values())
                            .allMatch(behind -> behind.running().size() == 1));
            assertThat(front.sessions()).isEqualTo(Behind.values().length);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTP_TLS"})
    void inATransactionAndInMidFetchAndWhileIdle(Door door) throws Exception {
        // Long enough for all three to be as they should when the client is killed.
        Duration quiet = Duration.ofSeconds(10);
        try (Front front = Front.quietFor(door, quiet);
                HiveClient client = HiveClient.start(ClientKind.HIVE_JDBC)) {
            HiveConnection idle = front.connect(client, Behind.MARIADB);
            assertThat(idle.query("SELECT 1")).hasSize(1);
            front.connect(client, Behind.H2).update("BEGIN");
            assertThat(front.pool(Behind.H2).leased()).isOne();
            HiveStatement statement = front.connect(client, Behind.POSTGRESQL).statement(1_000, 0);
            statement.execute(Behind.POSTGRESQL.numbers(MANY));
            assertThat(statement.fetch(1_500)).hasSize(1_500);
            assertThat(front.pool(Behind.POSTGRESQL).leased()).isOne();
            client.kill();
            front.nothingIsLeftWithin(quiet.plusSeconds(1));
        }
    }
}
