package io.leasehold.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.drills.databases.Database;
import io.leasehold.drills.databases.EmbeddedH2;
import io.leasehold.drills.databases.JdbcAddress;
import io.leasehold.drills.incidents.Interrupted;
import io.leasehold.drills.pools.LeaseholdPool;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The drill tears queries in each way it speaks of, and says so where it cannot. */
@Execution(ExecutionMode.CONCURRENT)
class InterruptedTest {

    static Stream<DatabaseKind> servers() {
        return Stream.of(DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB).filter(DatabaseKind::isAvailableHere);
    }

    @Test
    void queriesAreCancelledAndTimeOutOnH2() throws InterruptedException {
        try (EmbeddedH2 h2 = new EmbeddedH2(0)) {
            assertTornInBothWays(run(h2.database()));
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("servers")
    void queriesAreCancelledAndTimeOutOnServers(DatabaseKind kind) throws InterruptedException {
        TestDatabase server = Databases.of(kind);
        assertTornInBothWays(
                run(Database.at(JdbcAddress.of(server.jdbcUrl()), server.user(), server.password(), null)));
    }

    @Test
    void whereNoQueryCanBeTornItIsNotRun() throws InterruptedException {
        try (EmbeddedH2 h2 = new EmbeddedH2(0)) {
            Database own = h2.database();
            Database quick = new Database(
                    own.address(),
                    own.user(),
                    own.password(),
                    own.driver(),
                    own.dialect().busyBy("SELECT %d"),
                    own.version());
            Outcome outcome = run(quick);
            DrillAssert.assertVerdict(outcome, Verdict.NOT_RUN);
            assertThat(outcome.reason()).contains("no query could be cancelled");
        }
    }

    private static Outcome run(Database database) throws InterruptedException {
        return DatabaseRuns.run(
                new Interrupted(),
                "Leasehold",
                (at, url, needs) -> new LeaseholdPool(Map.of(), at, url, needs),
                database);
    }

    private static void assertTornInBothWays(Outcome outcome) {
        assertThat(DrillAssert.text(outcome).replaceAll("\\s+", " "))
                .contains("8 queries were interrupted and cancelled in the middle, 4 ran into their timeout of 1 s");
        DrillAssert.assertVerdict(outcome, Verdict.PASS);
    }
}
