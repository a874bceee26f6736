package io.leasehold.drills;

import io.leasehold.drills.databases.Database;
import io.leasehold.drills.databases.JdbcAddress;
import io.leasehold.drills.pools.LeaseholdPool;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Leasehold survives every incident on PostgreSQL and MariaDB, where {@code abort} ends a session for real. */
class LeaseholdOnServersTest {

    static Stream<Arguments> drillsOnServers() {
        return Stream.of(DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB)
                .filter(DatabaseKind::isAvailableHere)
                .flatMap(kind -> Drills.onDatabases().stream().map(drill -> Arguments.of(kind, drill.name())));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("drillsOnServers")
    void everyIncidentIsSurvived(DatabaseKind kind, String name) throws InterruptedException {
        TestDatabase server = Databases.of(kind);
        Database database = Database.at(JdbcAddress.of(server.jdbcUrl()), server.user(), server.password(), null);
        Outcome outcome = DatabaseRuns.run(
                name, "Leasehold", (at, url, needs) -> new LeaseholdPool(Map.of(), at, url, needs), database);
        DrillAssert.assertVerdict(outcome, Verdict.PASS);
    }
}
