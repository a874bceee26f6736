package io.leasehold.gateway.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.backend.BackendLease;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a session loses is heard by its client before anything runs that was sent in the belief that it was there. */
class NoticesTest {

    private final CountDownLatch runs = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    /** On the thread of a statement, which runs. */
    private void awaitEnd() {
        runs.countDown();
        await(mayEnd);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A statement whose connection is lost once it may end. */
    private Outcome losesItsConnection(BackendLease lease, InFlight flight) {
        awaitEnd();
        lease.lose("made up");
        return Outcome.NOTHING;
    }

    private static Outcome nothing(BackendLease lease, InFlight flight) {
        return Outcome.NOTHING;
    }

    private static Work asks() {
        return new Works.Ask(connection -> ShowWorks.texts("schema", List.of(connection.getSchema())));
    }

    @Test
    void aCallForMetadataThatWaitsIsAnsweredAndTheNextStatementHears() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            stage.run("BEGIN");
            stage.submit(this::losesItsConnection);
            Operation asked = stage.submit(asks());
            mayEnd.countDown();
            assertThat(PinStage.ended(asked).error()).isNull();
            assertThat(stage.refusal()).contains("transaction").contains("lost");
            assertThat(stage.refusal()).isNull();
        }
    }

    /** A statement that waited in a transaction for the connection that was lost then. */
    private Operation waitsInVain(PinStage stage) throws Exception {
        stage.run("BEGIN");
        stage.submit(this::losesItsConnection);
        Operation waited = stage.submit(NoticesTest::nothing);
        mayEnd.countDown();
        assertThat(PinStage.ended(waited).error()).hasMessageContaining("lost");
        return waited;
    }

    @Test
    void whatComesBeforeTheClientHasHeardFromWhoWaitedIsRefusedAsWell() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            waitsInVain(stage);
            assertThat(stage.refusal()).contains("lost");
            assertThat(stage.refusal()).isNull();
        }
    }

    @Test
    void oneThatHasHeardFromWhoWaitedIsToldNoMore() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            Operation waited = waitsInVain(stage);
            waited.heard();
            assertThat(stage.refusal()).isNull();
        }
    }

    /** Before who waited has failed, though it was cancelled meanwhile. */
    @Test
    void whatComesWhileTheConnectionIsBeingReturnedIsRefused() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            List<@Nullable String> refused = new ArrayList<>();
            CountDownLatch returned = new CountDownLatch(1);
            stage.run("BEGIN");
            stage.submit(this::losesItsConnection);
            Operation waited = stage.submit(NoticesTest::nothing);
            stage.atNextReturn(() -> {
                waited.cancel(Phase.CANCELED, "its client wants it no more");
                refused.add(stage.refusal());
                refused.add(stage.refusal());
                returned.countDown();
            });
            mayEnd.countDown();
            await(returned);
            assertThat(refused)
                    .satisfiesExactly(
                            first -> assertThat(first).contains("lost"),
                            next -> assertThat(next).isNull());
            PinStage.ended(waited);
            stage.run("BEGIN");
            stage.run("ROLLBACK");
        }
    }

    @Test
    void whatComesBeforeTheClientHasHeardThatNothingBeganIsNotRun() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            stage.sql("DROP TABLE IF EXISTS relied", "CREATE TABLE relied (id INT)");
            stage.isFull = true;
            Operation begin = stage.execute("BEGIN");
            assertThat(PinStage.ended(begin).error()).isNotNull();
            assertThatThrownBy(() -> stage.execute("INSERT INTO relied VALUES (1)"))
                    .hasMessageContaining("did not begin");
            assertThat(stage.value("SELECT COUNT(*) FROM relied")).isEqualTo("0");
            stage.isFull = true;
            Operation again = stage.execute("BEGIN");
            assertThat(PinStage.ended(again).error()).isNotNull();
            again.heard();
            assertThatCode(() -> stage.run("INSERT INTO relied VALUES (1)")).doesNotThrowAnyException();
        }
    }

    @Test
    void whatOtherwiseIsQuickerThanTheTellingIsToldInFewerWords() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            stage.run("BEGIN");
            stage.connection.end();
            stage.awaitUnpinned();
            stage.comesBack(() -> assertThat(stage.refusal()).contains("given back while its client was away"));
            assertThat(stage.refusal()).contains("while the client was away, the transaction was given back");
            assertThat(stage.refusal()).isNull();
        }
    }

    @Test
    void whatIsLostIsToldBeforeItIsGivenBack() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            List<@Nullable String> refused = new ArrayList<>();
            stage.run("BEGIN");
            stage.workers.beLate();
            stage.connection.end();
            stage.comesBack(() -> stage.atNextThread = () -> refused.add(stage.refusal()));
            assertThat(refused).singleElement().asString().contains("while the client was away");
        }
    }

    @Test
    void whatWaitsForATransactionThatIsGivenBackIsNotRunOutsideOfIt() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            stage.run("BEGIN");
            stage.submit((lease, flight) -> {
                awaitEnd();
                return Outcome.NOTHING;
            });
            await(runs);
            List<String> ran = new ArrayList<>();
            Operation waits = stage.submit((lease, flight) -> {
                ran.add("it runs");
                return Outcome.NOTHING;
            });
            stage.connection.end();
            assertThat(PinStage.ended(waits).error()).hasMessageContaining("given back");
            mayEnd.countDown();
            stage.awaitUnpinned();
            assertThat(ran).isEmpty();
        }
    }

    /** A COMMIT that is deaf to cancels until it may end. */
    private final class DeafCommit implements Work {
        @Override
        public boolean commits() {
            return true;
        }

        @Override
        public Outcome run(BackendLease lease, InFlight flight) throws SQLException {
            awaitEnd();
            lease.commit("COMMIT");
            return Outcome.NOTHING;
        }
    }

    @Test
    void aCommitThatWasCancelledAndDoneAllTheSameIsToldToBeInDoubt() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            stage.run("BEGIN");
            Operation commit = stage.submit(new DeafCommit());
            await(runs);
            commit.cancel(Phase.TIMED_OUT, "it did not end in time");
            mayEnd.countDown();
            stage.awaitUnpinned();
            assertThat(stage.refusal()).contains("may have been done");
            assertThat(stage.refusal()).isNull();
        }
    }

    /** It ends as it was done, or its client hears of the doubt. */
    @Test
    void aCommitThatIsDoneIsNotCutOffWhileItsConnectionIsReturned() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            stage.run("BEGIN");
            Operation commit = stage.submit(new DeafCommit());
            await(runs);
            List<Boolean> isCutOff = new ArrayList<>();
            stage.atNextReturn(() -> isCutOff.add(commit.cancel(Phase.TIMED_OUT, "it did not end in time")));
            mayEnd.countDown();
            assertThat(PinStage.ended(commit).phase()).isEqualTo(Phase.FINISHED);
            assertThat(isCutOff).containsExactly(false);
            assertThat(stage.refusal()).isNull();
        }
    }

    @Test
    void whatTheSessionGivesBackIsNotToldByWhoLosesTheConnectionAsWell() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            stage.run("BEGIN");
            Operation lost = stage.submit(this::losesItsConnection);
            await(runs);
            stage.workers.beLate();
            stage.connection.end();
            mayEnd.countDown();
            PinStage.ended(lost);
            stage.awaitUnpinned();
            stage.comesBack(() -> assertThat(stage.refusal()).contains("given back while its client was away"));
            assertThat(stage.refusal()).contains("while the client was away, the transaction");
            assertThat(stage.refusal()).isNull();
        }
    }

    @Test
    void whatTheSessionGivesBackAsItHasRestedForTooLongIsOwedAsWell() throws Exception {
        try (PinStage stage = new PinStage(PinMode.AUTO)) {
            stage.run("BEGIN");
            stage.workers.beLate();
            stage.connection.end();
            stage.forgetsItsTransaction();
            stage.awaitUnpinned();
            stage.comesBack(() -> assertThat(stage.refusal()).contains("given back while its client was away"));
            assertThat(stage.refusal()).contains("while the client was away, the transaction");
            assertThat(stage.refusal()).isNull();
        }
    }

    /** A statement that is asked behind its run whether it has begun a transaction; the operator revokes the connection then. */
    private static final class RevokedBehind implements Work {

        private final PinStage stage;
        private @Nullable BackendLease used;

        RevokedBehind(PinStage stage) {
            this.stage = stage;
        }

        @Override
        public Leaves leaves() {
            BackendLease lease = used;
            if (lease != null) {
                used = null;
                lease.revoke();
                stage.session.revoked(lease);
            }
            return Leaves.NOTHING;
        }

        @Override
        public Outcome run(BackendLease lease, InFlight flight) {
            used = lease;
            return Outcome.NOTHING;
        }
    }

    @Test
    void aConnectionThatIsRevokedBetweenTwoLooksAtItIsNotKept() throws Exception {
        for (PinMode mode : PinMode.values()) {
            try (PinStage stage = new PinStage(mode)) {
                stage.run("BEGIN");
                PinStage.ended(stage.submit(new RevokedBehind(stage)));
                assertThat(stage.session.pinned()).as("%s", mode).isEmpty();
                assertThat(stage.refusal()).as("%s", mode).contains("operator revoked");
            }
        }
    }
}
