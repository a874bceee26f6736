package io.leasehold.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testbed.hiveclients.ClientKind;
import io.leasehold.testbed.hiveclients.HiveClient;
import io.leasehold.testbed.hiveclients.HiveConnection;
import io.leasehold.testbed.hiveclients.HiveStatement;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Over HTTP no socket tells of a client's death: its sessions go when no call has come for a while, which is two seconds here, and nothing
 * is left of them then.
 */
class KilledHttpClientTest {

    private static final Duration BOUND = Front.QUIET.plusSeconds(1);
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
    void inATransactionAndInMidFetchAndWhileIdle(Door door) throws Exception {
        try (Front front = Front.behind(door);
                HiveClient client = HiveClient.start(ClientKind.HIVE_JDBC)) {
            front.connect(client, Behind.H2).update("BEGIN");
            HiveStatement statement = front.connect(client, Behind.POSTGRESQL).statement(1_000, 0);
            statement.execute(Behind.POSTGRESQL.numbers(MANY));
            assertThat(statement.fetch(1_500)).hasSize(1_500);
            HiveConnection idle = front.connect(client, Behind.MARIADB);
            assertThat(idle.query("SELECT 1")).hasSize(1);
            assertThat(front.pool(Behind.H2).leased()).isOne();
            assertThat(front.pool(Behind.POSTGRESQL).leased()).isOne();
            client.kill();
            front.nothingIsLeftWithin(BOUND);
        }
    }
}
