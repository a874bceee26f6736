package io.leasehold.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.drills.databases.EmbeddedH2;
import io.leasehold.drills.pools.HikariPool;
import io.leasehold.drills.pools.PoolNeeds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever happens in a drill, there is an outcome, and only laws that held make it PASS. */
class DrillRunnerTest {

    private static final Finding HELD = new Finding(true, "law", "seen");
    private static final Finding BROKEN = new Finding(false, "law", "seen");

    @Test
    void itPassesOnlyIfEveryLawHeld() {
        assertThat(DrillRunner.verdict(List.of(HELD, HELD), null)).isEqualTo(Verdict.PASS);
        assertThat(DrillRunner.verdict(List.of(HELD, BROKEN), null)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void withoutALawItDoesNotPass() {
        assertThat(DrillRunner.verdict(List.of(), null)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void anErrorIsAFailureEvenIfEveryLawHeld() {
        assertThat(DrillRunner.verdict(List.of(HELD), new IllegalStateException()))
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aFaultThatCannotBeInjectedIsNotAPass() throws InterruptedException {
        Outcome outcome = run(new DatabaseDrill() {
            @Override
            public String name() {
                return "impossible";
            }

            @Override
            public String incident() {
                return "None.";
            }

            @Override
            public PoolNeeds needs() {
                return PoolNeeds.size(1);
            }

            @Override
            public List<Finding> run(DatabaseStage stage) {
                throw new CannotInjectException("there is no such fault");
            }
        });
        assertThat(outcome.verdict()).isEqualTo(Verdict.NOT_RUN);
        assertThat(outcome.reason()).isEqualTo("there is no such fault");
        assertThat(outcome.pool()).startsWith("HikariCP 7");
    }

    private static Outcome run(DatabaseDrill drill) throws InterruptedException {
        try (EmbeddedH2 h2 = new EmbeddedH2(0)) {
            return DatabaseRuns.run(drill, "HikariCP", HikariPool::new, h2.database());
        }
    }
}
