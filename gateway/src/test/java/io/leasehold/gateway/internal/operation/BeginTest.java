package io.leasehold.gateway.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.backend.BackendLease;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A BEGIN that goes wrong: what was sent into its transaction is not run outside of it, and who has heard how it went is not told again. */
class BeginTest {

    private final CountDownLatch runs = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome waits(BackendLease lease, InFlight flight) {
        runs.countDown();
        await(mayEnd);
        return Outcome.NOTHING;
    }

    private static Outcome nothing(BackendLease lease, InFlight flight) {
        return Outcome.NOTHING;
    }

    /** What a BEGIN does once it may end. */
    private interface Act {
        void on(BackendLease lease) throws SQLException;
    }

    /** A BEGIN that is deaf to cancels. */
    private final class DeafBegin implements Work {

        private final Act act;

        DeafBegin(Act act) {
            this.act = act;
        }

        @Override
        public Leaves leaves() {
            return Leaves.TRANSACTION;
        }

        @Override
        public Outcome run(BackendLease lease, InFlight flight) throws SQLException {
            waits(lease, flight);
            act.on(lease);
            return Outcome.NOTHING;
        }
    }

    private static PinStage stage() throws SQLException {
        PinStage stage = new PinStage(PinMode.AUTO);
        stage.sql("DROP TABLE IF EXISTS relied", "CREATE TABLE relied (id INT)");
        return stage;
    }

    private static String relied(PinStage stage) throws SQLException {
        return stage.value("SELECT COUNT(*) FROM relied");
    }

    @Test
    void oneThatIsRefusedAtOnceIsToldByThatAlone() throws Exception {
        try (PinStage stage = stage()) {
            Operation last = stage.submit(this::waits);
            for (int i = 0; i < 10; i++) {
                last = stage.submit(BeginTest::nothing);
            }
            assertThatThrownBy(() -> stage.execute("BEGIN")).hasMessageContaining("nothing was run");
            mayEnd.countDown();
            assertThat(PinStage.ended(last).error()).isNull();
            assertThat(stage.refusal()).isNull();
        }
    }

    /** Its client would take what it sends next to be kept at once. */
    @Test
    void oneThatWasCutOffAndBeganAllTheSameIsRolledBack() throws Exception {
        try (PinStage stage = stage()) {
            Operation begin = stage.submit(new DeafBegin(lease -> lease.begin("BEGIN")));
            await(runs);
            begin.cancel(Phase.TIMED_OUT, "it did not end in time");
            begin.heard();
            mayEnd.countDown();
            stage.awaitUnpinned();
            stage.run("INSERT INTO relied VALUES (1)");
            assertThat(relied(stage)).isEqualTo("1");
        }
    }

    @Test
    void whatWasSentBehindOneThatWasCutOffAndBeganAllTheSameIsNotRun() throws Exception {
        try (PinStage stage = stage()) {
            stage.run("CREATE LOCAL TEMPORARY TABLE scratch (id INT)");
            Operation begin = stage.submit(new DeafBegin(lease -> lease.begin("BEGIN")));
            await(runs);
            Operation insert = stage.execute("INSERT INTO relied VALUES (1)");
            begin.cancel(Phase.TIMED_OUT, "it did not end in time");
            mayEnd.countDown();
            assertThat(PinStage.ended(insert).error()).hasMessageContaining("did not begin");
            begin.heard();
            stage.run("INSERT INTO scratch VALUES (1)");
            assertThat(stage.session.pinned())
                    .hasValueSatisfying(pinned -> assertThat(pinned.reason()).doesNotContain("transaction"));
            assertThat(relied(stage)).isEqualTo("0");
        }
    }

    @Test
    void oneThatLeavesTheLineOfAConnectionThatIsKeptTakesAlongWhatWasSentBehindIt() throws Exception {
        try (PinStage stage = stage()) {
            stage.run("CREATE LOCAL TEMPORARY TABLE scratch (id INT)");
            stage.submit(this::waits);
            Operation before = stage.execute("INSERT INTO relied VALUES (0)");
            Operation begin = stage.execute("BEGIN");
            Operation insert = stage.execute("INSERT INTO relied VALUES (1)");
            begin.cancel(Phase.CANCELED, "");
            assertThat(stage.refusal()).contains("did not begin");
            mayEnd.countDown();
            assertThat(PinStage.ended(insert).error()).hasMessageContaining("did not begin");
            assertThat(PinStage.ended(before).error()).isNull();
            assertThat(relied(stage)).isEqualTo("1");
        }
    }

    @Test
    void whatIsSentOnceItIsHeardThatOneLeftTheLineIsRun() throws Exception {
        try (PinStage stage = stage()) {
            stage.run("CREATE LOCAL TEMPORARY TABLE scratch (id INT)");
            stage.submit(this::waits);
            Operation begin = stage.execute("BEGIN");
            begin.cancel(Phase.CANCELED, "");
            begin.heard();
            Operation insert = stage.execute("INSERT INTO relied VALUES (1)");
            mayEnd.countDown();
            assertThat(PinStage.ended(insert).error()).isNull();
            assertThat(relied(stage)).isEqualTo("1");
        }
    }

    /** Who sends it knows how the first one went, and relies on the second. */
    @Test
    void whatIsSentIntoTheTransactionOfASecondThatFailsWithTheFirstIsNotRun() throws Exception {
        try (PinStage stage = stage()) {
            Operation first = stage.submit(new DeafBegin(lease -> {}));
            await(runs);
            Operation second = stage.execute("BEGIN");
            first.cancel(Phase.TIMED_OUT, "it did not end in time");
            first.heard();
            Operation insert = stage.execute("INSERT INTO relied VALUES (1)");
            mayEnd.countDown();
            assertThat(PinStage.ended(second).error()).hasMessageContaining("did not begin");
            assertThat(PinStage.ended(insert).error()).hasMessageContaining("did not begin");
            assertThat(stage.refusal()).contains("did not begin");
            assertThat(stage.refusal()).isNull();
            assertThat(relied(stage)).isEqualTo("0");
        }
    }

    private static void breaks(BackendLease lease) throws SQLException {
        lease.lose("made up");
        throw new SQLException("broken", "08006");
    }

    @Test
    void oneThatFailsWithItsConnectionIsToldByItsErrorAlone() throws Exception {
        mayEnd.countDown();
        try (PinStage stage = stage()) {
            Operation begin = stage.submit(new DeafBegin(BeginTest::breaks));
            assertThat(PinStage.ended(begin).error()).hasMessageContaining("broken");
            begin.heard();
            assertThat(stage.refusal()).isNull();
        }
    }

    /** Its client has heard that all is well. */
    @Test
    void oneThatIsDoneAndLosesItsConnectionIsToldByTheNext() throws Exception {
        mayEnd.countDown();
        try (PinStage stage = stage()) {
            Operation begin = stage.submit(new DeafBegin(lease -> lease.lose("made up")));
            assertThat(PinStage.ended(begin).error()).isNull();
            begin.heard();
            assertThat(stage.refusal()).contains("lost");
            assertThat(stage.refusal()).isNull();
        }
    }

    @Test
    void whatIsSentOnceItsEndIsHeardIsRunThoughItStillHasItsConnection() throws Exception {
        try (PinStage stage = stage()) {
            Operation begin = stage.submit(new DeafBegin(lease -> {}));
            await(runs);
            Operation relied = stage.execute("INSERT INTO relied VALUES (1)");
            begin.cancel(Phase.TIMED_OUT, "it did not end in time");
            begin.heard();
            Operation next = stage.execute("INSERT INTO relied VALUES (2)");
            mayEnd.countDown();
            assertThat(PinStage.ended(next).error()).isNull();
            assertThat(PinStage.ended(relied).error()).hasMessageContaining("did not begin");
            assertThat(stage.value("SELECT MIN(id) FROM relied")).isEqualTo("2");
        }
    }
}
