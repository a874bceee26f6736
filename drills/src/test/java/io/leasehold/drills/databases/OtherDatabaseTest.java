package io.leasehold.drills.databases;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.drills.DatabaseRuns;
import io.leasehold.drills.Outcome;
import io.leasehold.drills.Verdict;
import io.leasehold.drills.pools.LeaseholdPool;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a database that is not known, connections are counted at the proxy, and what cannot be injected is not run. */
class OtherDatabaseTest {

    private static EmbeddedH2 h2;
    private static Database other;

    @BeforeAll
    static void startDatabase() throws Exception {
        OtherDriver.register();
        h2 = new EmbeddedH2(0);
        Database known = h2.database();
        String name = known.address().tail();
        JdbcAddress address = JdbcAddress.of(
                "jdbc:other://{proxy}" + name, "127.0.0.1:" + known.address().port());
        other = Database.at(address, known.user(), known.password(), null);
    }

    @AfterAll
    static void stopDatabase() {
        h2.close();
    }

    @ParameterizedTest
    @CsvSource({
        "exhausted, PASS",
        "down-and-up, PASS",
        "forgotten-close, NOT_RUN",
        "killed, NOT_RUN",
        "interrupted, NOT_RUN"
    })
    void whatCanBeShownIsShown(String name, Verdict verdict) throws InterruptedException {
        Outcome outcome = DatabaseRuns.run(
                name, "Leasehold", (database, url, needs) -> new LeaseholdPool(Map.of(), database, url, needs), other);
        assertThat(outcome.verdict()).as(String.valueOf(outcome)).isEqualTo(verdict);
        assertThat(outcome.reason() != null).isEqualTo(verdict == Verdict.NOT_RUN);
    }
}
