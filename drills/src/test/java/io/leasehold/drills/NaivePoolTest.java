package io.leasehold.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.drills.databases.EmbeddedH2;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A drill that a pool with every mistake passes shows nothing: on this one each must fail. */
@Execution(ExecutionMode.CONCURRENT)
class NaivePoolTest {

    static List<String> drills() {
        return Drills.onDatabases().stream().map(DatabaseDrill::name).toList();
    }

    @ParameterizedTest
    @MethodSource("drills")
    void failsEveryDrill(String name) throws InterruptedException {
        try (EmbeddedH2 own = new EmbeddedH2(0)) {
            Outcome outcome = DatabaseRuns.run(name, "naive", NaivePool::new, own.database());
            DrillAssert.assertVerdict(outcome, Verdict.FAIL);
            assertThat(outcome.failures()).as(DrillAssert.text(outcome)).isNotEmpty();
        }
    }
}
