package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.backend.GateLimits;
import io.leasehold.session.OnDisconnect;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.junit.jupiter.api.Test;

/** Transactions by statements. */
class TransactionsTest {

    /** More rows than are buffered. */
    private static final int LARGE = 20_000;

    private static void table(Stage stage) throws Exception {
        stage.sql("DROP TABLE IF EXISTS ledger", "CREATE TABLE ledger (id INT PRIMARY KEY)");
    }

    @OnBackends
    void whatIsCommittedStaysAndWhatIsRolledBackDoesNot(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            table(stage);
            Client ann = stage.client("ann");
            Client bob = stage.client("bob");
            ann.run("BEGIN");
            ann.run("INSERT INTO ledger VALUES (1)");
            assertThat(bob.value("SELECT COUNT(*) FROM ledger")).as("not yet").isEqualTo("0");
            assertThat(ann.value("SELECT COUNT(*) FROM ledger")).isEqualTo("1");
            assertThat(stage.core.view().pins()).hasSize(1);
            assertThat(stage.core.view().pins().get(0).reason()).isEqualTo("transaction");
            ann.run("COMMIT");
            assertThat(bob.value("SELECT COUNT(*) FROM ledger")).isEqualTo("1");
            ann.run("START TRANSACTION");
            ann.run("INSERT INTO ledger VALUES (2)");
            ann.run("ROLLBACK");
            assertThat(bob.value("SELECT COUNT(*) FROM ledger")).isEqualTo("1");
            assertThat(stage.core.view().pins()).isEmpty();
            stage.await("nothing is leased", () -> stage.leased() == 0);
        }
    }

    @OnBackends
    void whatIsSentBehindABeginRunsInItsTransaction(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            table(stage);
            Client ann = stage.client("ann");
            ann.start("BEGIN");
            ann.start("INSERT INTO ledger VALUES (1)");
            ann.start("INSERT INTO ledger VALUES (2)");
            assertThat(ann.settled(ann.start("ROLLBACK")).getOperationState())
                    .isEqualTo(TOperationState.FINISHED_STATE);
            assertThat(ann.value("SELECT COUNT(*) FROM ledger")).isEqualTo("0");
        }
    }

    /** It would be kept, whatever the client then does: its ROLLBACK would find nothing to roll back. */
    @OnBackends
    void whatIsSentBehindABeginThatBeganNothingIsNotRun(TestDatabase database) throws Exception {
        try (Stage stage = onOneConnection(database)) {
            table(stage);
            Client bob = stage.client("bob");
            bob.run("BEGIN");
            Client ann = stage.client("ann");
            TOperationHandle begin = ann.start("BEGIN");
            TOperationHandle insert = ann.start("INSERT INTO ledger VALUES (1)");
            ann.cancel(begin);
            bob.run("ROLLBACK");
            TGetOperationStatusResp told = ann.settled(insert);
            assertThat(told.getSqlState()).isEqualTo("25000");
            assertThat(told.getErrorMessage()).contains("did not begin").contains("not run");
            assertThat(ann.value("SELECT COUNT(*) FROM ledger")).isEqualTo("0");
        }
    }

    @OnBackends
    void whatWasSentIntoATransactionThatIsLostIsNotRun(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            table(stage);
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            TOperationHandle query = ann.start(database.sleepStatement(Duration.ofSeconds(600)));
            stage.awaitSleep();
            List<TOperationHandle> behind =
                    List.of(ann.start("INSERT INTO ledger VALUES (1)"), ann.start("INSERT INTO ledger VALUES (2)"));
            ann.cancel(query);
            for (TOperationHandle insert : behind) {
                assertThat(ann.settled(insert).getErrorMessage())
                        .contains("transaction")
                        .contains("lost");
            }
            assertThat(ann.value("SELECT COUNT(*) FROM ledger")).isEqualTo("0");
        }
    }

    /** Each round comes while the one before may be ending. */
    @Test
    void transactionsThatAreSentWithoutWaitingKeepTheirOrder() throws Exception {
        try (Stage stage = Stage.on(Databases.h2())
                .operations(one -> one.limits(new GateLimits(10_000, 10_000, 10_000)))
                .build()) {
            table(stage);
            Client ann = stage.client("ann");
            List<TOperationHandle> inserts = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                ann.start("BEGIN");
                inserts.add(ann.start("INSERT INTO ledger VALUES (1)"));
                ann.start("ROLLBACK");
            }
            for (TOperationHandle insert : inserts) {
                assertThat(ann.settled(insert).getErrorMessage()).isNull();
            }
            stage.await("all is back", () -> stage.leased() == 0);
            assertThat(stage.client("bob").value("SELECT COUNT(*) FROM ledger")).isEqualTo("0");
        }
    }

    private static Stage onOneConnection(TestDatabase database) throws Exception {
        int size = database.kind() == DatabaseKind.MARIADB ? 2 : 1;
        return Stage.on(database).backend(one -> one.maximumPoolSize(size)).build();
    }

    @OnBackends
    void theEndOfATransactionThatIsNotOpenNeedsNoConnection(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            ann.run("COMMIT");
            ann.run("ROLLBACK");
            assertThat(stage.core.view().pins()).isEmpty();
        }
    }

    @OnBackends
    void theEndOfATransactionThatIsNotOpenIsNothingOnAConnectionThatIsKept(TestDatabase database) throws Exception {
        String temporary = database.kind() == DatabaseKind.H2 ? "LOCAL TEMPORARY" : "TEMPORARY";
        try (Stage stage =
                Stage.on(database).backend(one -> one.pinMode(PinMode.SESSION)).build()) {
            table(stage);
            Client ann = stage.client("ann");
            ann.run("COMMIT");
            ann.run("ROLLBACK");
            ann.run("INSERT INTO ledger VALUES (1)");
            assertThat(stage.client("bob").value("SELECT COUNT(*) FROM ledger")).isEqualTo("1");
            ann.run("CREATE " + temporary + " TABLE scratch (id INT)");
            ann.run("COMMIT");
            ann.run("ROLLBACK");
            assertThat(ann.value("SELECT COUNT(*) FROM scratch")).isEqualTo("0");
        }
    }

    @OnBackends
    void aStatementThatFailsLeavesTheTransactionToTheClient(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            table(stage);
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            ann.run("INSERT INTO ledger VALUES (1)");
            ann.failure("INSERT INTO ledger VALUES (1)");
            assertThat(stage.core.view().pins()).hasSize(1);
            ann.run("ROLLBACK");
            assertThat(ann.value("SELECT COUNT(*) FROM ledger")).isEqualTo("0");
            assertThat(stage.core.view().pins()).isEmpty();
        }
    }

    @OnBackends
    void whatComesAfterACommitThatFailedOnAConnectionThatIsKeptIsKeptToo(TestDatabase database) throws Exception {
        try (Stage stage =
                Stage.on(database).backend(one -> one.pinMode(PinMode.SESSION)).build()) {
            table(stage);
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            ann.failure("SELECT * FROM no_such_table_here");
            ann.start("COMMIT");
            ann.run("INSERT INTO ledger VALUES (1)");
            assertThat(stage.client("bob").value("SELECT COUNT(*) FROM ledger")).isEqualTo("1");
        }
    }

    /** The server says ROLLBACK to such a COMMIT, which is no error to its driver. */
    @Test
    void aCommitThatCanOnlyRollBackIsAnError() throws Exception {
        try (Stage stage = Stage.on(Databases.postgres()).build()) {
            table(stage);
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            ann.run("INSERT INTO ledger VALUES (1)");
            ann.failure("INSERT INTO ledger VALUES (1)");
            TGetOperationStatusResp told = ann.failure("COMMIT");
            assertThat(told.getSqlState()).isEqualTo("25P02");
            assertThat(told.getErrorMessage()).contains("rolled back");
            assertThat(stage.core.view().pins()).isEmpty();
            assertThat(ann.value("SELECT COUNT(*) FROM ledger")).isEqualTo("0");
        }
    }

    @Test
    void aCommitInOtherWordsThatCanOnlyRollBackIsAnErrorToo() throws Exception {
        try (Stage stage = Stage.on(Databases.postgres()).build()) {
            table(stage);
            Client ann = stage.client("ann");
            for (String end : List.of("COMMIT AND", "COMMIT WORK AND", "END AND", "END TRANSACTION AND")) {
                for (String chain : List.of(" CHAIN", " NO CHAIN")) {
                    ann.run("BEGIN");
                    ann.run("INSERT INTO ledger VALUES (1)");
                    ann.failure("INSERT INTO ledger VALUES (1)");
                    TGetOperationStatusResp told = ann.failure(end + chain);
                    assertThat(told.getSqlState()).as(end + chain).isEqualTo("25P02");
                    assertThat(told.getErrorMessage()).as(end + chain).contains("rolled back");
                    assertThat(stage.core.view().pins())
                            .as("whether the next has begun is the server's word")
                            .hasSize(chain.equals(" CHAIN") ? 1 : 0);
                    ann.run("ROLLBACK");
                    assertThat(ann.value("SELECT COUNT(*) FROM ledger")).isEqualTo("0");
                }
            }
        }
    }

    /** The driver would begin a transaction by itself for each statement that comes then, and nobody would commit it. */
    @Test
    void whatComesAfterACommitThatADeferredConstraintRefusedIsKept() throws Exception {
        try (Stage stage = Stage.on(Databases.postgres())
                .backend(one -> one.pinMode(PinMode.SESSION))
                .build()) {
            stage.sql(
                    "DROP TABLE IF EXISTS ledger", "CREATE TABLE ledger (id INT UNIQUE DEFERRABLE INITIALLY DEFERRED)");
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            ann.run("INSERT INTO ledger VALUES (1), (1)");
            assertThat(ann.failure("COMMIT").getSqlState()).isEqualTo("23505");
            ann.run("INSERT INTO ledger VALUES (2)");
            ann.start("INSERT INTO ledger VALUES (3), (3) RETURNING id");
            ann.run("INSERT INTO ledger VALUES (4)");
            assertThat(stage.client("bob").value("SELECT COUNT(*) FROM ledger")).isEqualTo("2");
        }
    }

    @Test
    void whatComesAfterATransactionThatEndedInOtherWordsIsKept() throws Exception {
        try (Stage stage = Stage.on(Databases.postgres())
                .backend(one -> one.pinMode(PinMode.SESSION))
                .build()) {
            table(stage);
            Client ann = stage.client("ann");
            Client bob = stage.client("bob");
            for (String end : List.of("COMMIT AND NO CHAIN", "ROLLBACK AND NO CHAIN")) {
                ann.run("BEGIN");
                ann.run(end);
                ann.run("INSERT INTO ledger SELECT COUNT(*) FROM ledger");
            }
            assertThat(bob.value("SELECT COUNT(*) FROM ledger")).isEqualTo("2");
        }
    }

    @OnBackends
    void aCancelLosesTheTransactionAndTheNextStatementIsToldOnce(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            table(stage);
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            ann.run("INSERT INTO ledger VALUES (1)");
            TOperationHandle query = ann.start(database.sleepStatement(Duration.ofSeconds(600)));
            stage.awaitSleep();
            ann.cancel(query);
            stage.await("the pin is gone", () -> stage.core.view().pins().isEmpty());
            TGetOperationStatusResp told = ann.failure("INSERT INTO ledger VALUES (2)");
            assertThat(told.getErrorMessage()).contains("transaction").contains("lost");
            assertThat(ann.value("SELECT COUNT(*) FROM ledger")).isEqualTo("0");
        }
    }

    @OnBackends
    void aTransactionWithoutAStatementIsRolledBackAfterTenMinutesAndTheNextIsTold(TestDatabase database)
            throws Exception {
        try (Stage stage = Stage.on(database).stepped().build()) {
            table(stage);
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            ann.run("INSERT INTO ledger VALUES (1)");
            stage.pass(Duration.ofMinutes(9));
            ann.run("INSERT INTO ledger VALUES (2)");
            stage.pass(Duration.ofMinutes(9));
            assertThat(stage.core.view().pins()).hasSize(1);
            stage.pass(Duration.ofMinutes(2));
            stage.await("the pin is gone", () -> stage.core.view().pins().isEmpty());
            stage.await("nothing is leased", () -> stage.leased() == 0);
            assertThat(ann.failure("COMMIT").getErrorMessage())
                    .contains("rolled back")
                    .contains("10 min");
            assertThat(ann.value("SELECT COUNT(*) FROM ledger")).isEqualTo("0");
        }
    }

    @OnBackends
    void aSessionThatIsDetachedGivesItsTransactionBackAtOnceAndIsToldWhenItsClientIsBack(TestDatabase database)
            throws Exception {
        try (Stage stage = Stage.on(database)
                .sessions(all -> all.onDisconnect(OnDisconnect.endAfter(Duration.ofMinutes(5))))
                .build()) {
            table(stage);
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            ann.run("INSERT INTO ledger VALUES (1)");
            ann.caller.hangUp();
            stage.await("nothing is leased", () -> stage.leased() == 0);
            Client back = ann.over(FakeCaller.of(stage.core.registry(), "ann"), stage.core);
            assertThat(back.failure("INSERT INTO ledger VALUES (2)").getErrorMessage())
                    .contains("transaction")
                    .contains("given back");
            assertThat(back.value("SELECT COUNT(*) FROM ledger")).isEqualTo("0");
        }
    }

    /** They have one connection, and on that one result at a time; a client that wants both fetches first. */
    @OnBackends
    void aStatementWaitsForTheRowsOfTheOneBeforeItAndForNoOtherLease(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).smallBuffers().build()) {
            table(stage);
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            TOperationHandle large = ann.start(LargeResultsTest.rows(database, LARGE));
            ann.settled(large);
            assertThat(ann.fetch(large, 10)).hasSize(10);
            TOperationHandle insert = ann.start("INSERT INTO ledger VALUES (1)");
            assertThat(ann.status(insert).getOperationState()).isEqualTo(TOperationState.PENDING_STATE);
            assertThat(stage.core.view().backends().get(0).leases()).hasSize(1);
            assertThat(ann.rows(large)).hasSize(LARGE - 10);
            assertThat(ann.settled(insert).getOperationState()).isEqualTo(TOperationState.FINISHED_STATE);
            ann.run("COMMIT");
            assertThat(ann.value("SELECT COUNT(*) FROM ledger")).isEqualTo("1");
        }
    }

    /** So that a client that reads nothing more of a result does not wait for itself for ever. */
    @OnBackends
    void rowsThatNobodyFetchesAreGivenUpForTheStatementThatWaitsBehindThemAndTheTransactionGoesOn(TestDatabase database)
            throws Exception {
        try (Stage stage = Stage.on(database).smallBuffers().stepped().build()) {
            table(stage);
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            ann.run("INSERT INTO ledger VALUES (1)");
            TOperationHandle large = ann.start(LargeResultsTest.rows(database, LARGE));
            ann.settled(large);
            stage.ticker.awaitParked(1);
            TOperationHandle insert = ann.start("INSERT INTO ledger VALUES (2)");
            stage.pass(Duration.ofSeconds(59));
            assertThat(ann.status(insert).getOperationState()).isEqualTo(TOperationState.PENDING_STATE);
            stage.pass(Duration.ofSeconds(2));
            assertThat(ann.settled(insert).getOperationState()).isEqualTo(TOperationState.FINISHED_STATE);
            stage.awaitNothingRuns();
            assertThat(ann.settled(large).getErrorMessage()).contains("60 s");
            ann.run("COMMIT");
            assertThat(ann.value("SELECT COUNT(*) FROM ledger")).isEqualTo("2");
        }
    }

    /** What changes a table commits there. */
    @Test
    void aTransactionThatTheServerEndsByItselfEndsThePin() throws Exception {
        try (Stage stage = Stage.on(Databases.mariadb()).build()) {
            table(stage);
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            ann.run("INSERT INTO ledger VALUES (1)");
            ann.run("CREATE TABLE IF NOT EXISTS ledger_commits (id INT)");
            assertThat(stage.core.view().pins()).as("the server has committed").isEmpty();
            assertThat(stage.client("bob").value("SELECT COUNT(*) FROM ledger")).isEqualTo("1");
        }
    }

    @OnBackends
    void aTransactionNeedsOneLeaseWhateverRunsInIt(TestDatabase database) throws Exception {
        try (Stage stage =
                Stage.on(database).backend(one -> one.maximumPoolSize(2)).build()) {
            table(stage);
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            ann.run("INSERT INTO ledger VALUES (1)");
            assertThat(ann.value("SELECT COUNT(*) FROM ledger")).isEqualTo("1");
            assertThat(stage.core.view().backends().get(0).leases()).hasSize(1);
            ann.run("ROLLBACK");
        }
    }
}
