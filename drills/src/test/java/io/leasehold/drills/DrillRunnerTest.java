package io.leasehold.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.drills.databases.EmbeddedH2;
import io.leasehold.drills.pools.HikariPool;
import io.leasehold.drills.pools.PoolNeeds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDrillThatHangsIsSaidToHangWhateverItMakesOfItsInterrupt(boolean disguises) throws InterruptedException {
        Outcome outcome = new DrillRunner(Duration.ofSeconds(1))
                .run(new Hanging(disguises), new Contestant<Bare>("nothing", evidence -> new Bare()));
        assertThat(outcome.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(outcome.reason()).contains("the drill did not end within 1 s");
    }

    /** Waits for ever; may say of its interrupt that the fault could not be injected. */
    private record Hanging(boolean disguises) implements ServiceDrill<Bare> {
        @Override
        public String name() {
            return "hanging";
        }

        @Override
        public String incident() {
            return "None.";
        }

        @Override
        public List<Contestant<Bare>> contestants() {
            return List.of();
        }

        @Override
        public List<Finding> run(Bare stage) throws InterruptedException {
            try {
                new CountDownLatch(1).await();
                return List.of(HELD);
            } catch (InterruptedException e) {
                if (disguises) {
                    throw new CannotInjectException("the server did not answer", e);
                }
                throw e;
            }
        }
    }

    /** A stage with nothing on it. */
    private record Bare() implements Stage {
        @Override
        public String contestant() {
            return "nothing";
        }

        @Override
        public List<String> settings() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    private static Outcome run(DatabaseDrill drill) throws InterruptedException {
        try (EmbeddedH2 h2 = new EmbeddedH2(0)) {
            return DatabaseRuns.run(drill, "HikariCP", HikariPool::new, h2.database());
        }
    }
}
