package io.leasehold.drills;

import io.leasehold.drills.databases.EmbeddedH2;
import io.leasehold.drills.pools.LeaseholdPool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Leasehold survives every incident on H2, as {@code ./leasehold drill} runs them. */
class LeaseholdOnH2Test {

    private static EmbeddedH2 h2;

    @BeforeAll
    static void startDatabase() {
        h2 = new EmbeddedH2(0);
    }

    @AfterAll
    static void stopDatabase() {
        h2.close();
    }

    static List<String> drills() {
        return Drills.onDatabases().stream().map(DatabaseDrill::name).toList();
    }

    @ParameterizedTest
    @MethodSource("drills")
    void everyIncidentIsSurvived(String name) throws InterruptedException {
        Outcome outcome = DatabaseRuns.run(
                name,
                "Leasehold",
                (database, url, needs) -> new LeaseholdPool(Map.of(), database, url, needs),
                h2.database());
        DrillAssert.assertVerdict(outcome, Verdict.PASS);
    }
}
