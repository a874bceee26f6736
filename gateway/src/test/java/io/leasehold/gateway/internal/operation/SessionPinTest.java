package io.leasehold.gateway.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.backend.BackendLease;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A connection that a session keeps, and threads that come to it late. */
class SessionPinTest {

    /** What was due could not be called off any more as the statement came. */
    @Test
    void aTransactionIsNotRolledBackForARestThatHasEndedMeanwhile() throws Exception {
        for (PinMode mode : PinMode.values()) {
            try (PinStage stage = new PinStage(mode)) {
                stage.sql("DROP TABLE IF EXISTS rested", "CREATE TABLE rested (id INT)");
                stage.run("BEGIN");
                stage.run("INSERT INTO rested VALUES (1)");
                stage.isBusy = true;
                stage.runner.pass(OperationSettings.DEFAULT.transactionIdle());
                stage.isBusy = false;
                stage.run("INSERT INTO rested VALUES (2)");
                stage.catchesUp();
                stage.run("COMMIT");
                assertThat(stage.value("SELECT COUNT(*) FROM rested"))
                        .as("%s", mode)
                        .isEqualTo("2");
            }
        }
    }

    /** Whoever asked before would have found nothing to tell yet, and would run outside of the transaction, or commit nothing. */
    @Test
    void whetherThereIsSomethingToTellIsFoundOutAsAStatementIsSentOnItsWay() throws Exception {
        for (PinMode mode : PinMode.values()) {
            try (PinStage stage = new PinStage(mode)) {
                stage.run("BEGIN");
                stage.forgetsItsTransaction();
                assertThatThrownBy(() -> stage.submit((lease, flight) -> Outcome.NOTHING))
                        .as("%s", mode)
                        .hasMessageContaining("the transaction was rolled back");
                Operation next = stage.submit((lease, flight) -> Outcome.NOTHING);
                assertThat(PinStage.ended(next).phase()).as("%s", mode).isEqualTo(Phase.FINISHED);
            }
        }
    }

    @Test
    void aCallForMetadataIsNotToldWhatTheNextStatementHasToHear() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            stage.run("BEGIN");
            stage.forgetsItsTransaction();
            Operation asked = stage.submit(
                    new Works.Ask(connection -> ShowWorks.texts("schema", List.of(connection.getSchema()))));
            assertThat(PinStage.ended(asked).error()).isNull();
            assertThatThrownBy(() -> stage.execute("COMMIT")).hasMessageContaining("the transaction was rolled back");
        }
    }

    /** What the gateway does by itself is not done by a statement of which its client hears that it was not run. */
    @Test
    void whatIsRefusedSinceThereIsSomethingToTellIsNotDone() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            stage.run("SET one=1");
            stage.run("BEGIN");
            stage.forgetsItsTransaction();
            assertThatThrownBy(() -> stage.execute("SET one=2")).hasMessageContaining("this statement was not run");
            assertThat(stage.session.variables().all()).containsEntry("one", "1");
            stage.run("SET one=3");
            assertThat(stage.session.variables().all()).containsEntry("one", "3");
        }
    }

    /** What needs no connection, and whose client goes as it has become the session's and is about to be done. */
    private record LateAnswer(PinStage stage) implements Work {
        @Override
        public boolean isStatement() {
            stage.connection.end();
            return true;
        }

        @Override
        public Outcome run(BackendLease lease, InFlight flight) {
            throw new AssertionError("it runs");
        }
    }

    @Test
    void whatIsCancelledBeforeTheGatewayDoesItByItselfIsNotDone() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            AtomicBoolean isDone = new AtomicBoolean();
            Operation late = stage.answered(new LateAnswer(stage), () -> {
                isDone.set(true);
                return null;
            });
            assertThat(PinStage.ended(late).error()).hasMessageContaining("cancelled while it waited");
            assertThat(isDone).isFalse();
        }
    }

    @Test
    void aPinThatHasNoThreadForItsFirstOperationIsNotKeptAndNorIsItsTurn() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            stage.isFull = true;
            Operation begin = stage.execute("BEGIN");
            assertThat(PinStage.ended(begin).error()).hasMessageContaining("the gateway failed");
            begin.heard();
            stage.run("BEGIN");
            stage.run("ROLLBACK");
        }
    }

    /** A BEGIN whose client goes as it is about to run. */
    private record LateBegin(PinStage stage, Thread sender) implements Work {
        @Override
        public Leaves leaves() {
            if (Thread.currentThread() != sender) {
                stage.connection.end();
            }
            return Leaves.TRANSACTION;
        }

        @Override
        public Outcome run(BackendLease lease, InFlight flight) {
            throw new AssertionError("it runs");
        }
    }

    private static Outcome waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
            return Outcome.NOTHING;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBeginThatIsRefusedSinceItsClientIsGoneLeavesWhatElseIsKeptThereAndIsNotGivenBackLater() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            stage.run("CREATE LOCAL TEMPORARY TABLE scratch (id INT)");
            stage.workers.beLate();
            Operation begin = stage.submit(new LateBegin(stage, Thread.currentThread()));
            assertThat(PinStage.ended(begin).error()).hasMessageContaining("detached");
            begin.heard();
            stage.comesBack();
            stage.run("INSERT INTO scratch VALUES (1)");
            CountDownLatch mayEnd = new CountDownLatch(1);
            Operation next = stage.submit((lease, flight) -> waitFor(mayEnd));
            stage.workers.catchUp();
            mayEnd.countDown();
            assertThat(PinStage.ended(next).phase()).isEqualTo(Phase.FINISHED);
            stage.run("INSERT INTO scratch VALUES (2)");
            assertThat(stage.session.pinned()).isPresent();
        }
    }
}
