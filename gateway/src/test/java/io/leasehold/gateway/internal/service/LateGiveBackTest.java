package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.operation.LateWorkers;
import io.leasehold.gateway.internal.operation.OperationEnd;
import io.leasehold.gateway.internal.operation.Phase;
import io.leasehold.session.OnDisconnect;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.hive.service.rpc.thrift.TCloseOperationReq;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session gives back by a worker that comes late: what has come since is none of it. */
class LateGiveBackTest {

    /** An advisory lock that COMMITs wait for. */
    private static final String LOCK = "(4711)";

    /** Longer than a pin is kept without its client, and than a statement that is cancelled keeps its connection. */
    private static final Duration TOO_LONG = Duration.ofSeconds(17);

    private final LateWorkers workers = new LateWorkers();

    private Stage stage(TestDatabase database, PinMode mode) throws Exception {
        return Stage.on(database)
                .backend(one -> one.pinMode(mode))
                .sessions(all -> all.onDisconnect(OnDisconnect.endAfter(Duration.ofMinutes(5)))
                        .runner(workers))
                .build();
    }

    /** Its time is stepped. */
    private static Stage.Plan stepped(PinMode mode) {
        return Stage.on(Databases.postgres())
                .backend(one -> one.pinMode(mode))
                .sessions(all -> all.onDisconnect(OnDisconnect.endAfter(Duration.ofMinutes(5))))
                .stepped();
    }

    private static FakeCaller caller(Stage stage, boolean isOfHttp) {
        return isOfHttp
                ? FakeCaller.request(stage.core.registry(), "ann")
                : FakeCaller.of(stage.core.registry(), "ann");
    }

    private static Client back(Stage stage, Client gone) {
        return gone.over(FakeCaller.of(stage.core.registry(), "ann"), stage.core);
    }

    @OnBackends
    void whatAClientDoesOnceItWasToldIsNotInTheTransactionThatWasGivenBack(TestDatabase database) throws Exception {
        for (PinMode mode : PinMode.values()) {
            try (Stage stage = stage(database, mode)) {
                stage.sql("DROP TABLE IF EXISTS ledger", "CREATE TABLE ledger (id INT)");
                Client ann = stage.client("ann");
                ann.run("BEGIN");
                ann.run("INSERT INTO ledger VALUES (1)");
                workers.beLate();
                ann.caller.hangUp();
                Client back = back(stage, ann);
                assertThat(back.failure("SELECT 1").getErrorMessage())
                        .contains("transaction")
                        .contains("given back");
                back.run("BEGIN");
                back.run("INSERT INTO ledger VALUES (2)");
                workers.catchUp();
                back.run("COMMIT");
                assertThat(stage.client("bob").rows("SELECT id FROM ledger"))
                        .as("%s", mode)
                        .containsExactly(List.of(2));
            }
        }
    }

    /** As who repeats the call whose answer did not come. */
    @OnBackends
    void aCallForAnOperationThatIsGoneTakesNothingOfWhatIsToBeTold(TestDatabase database) throws Exception {
        try (Stage stage = stage(database, PinMode.AUTO)) {
            stage.sql("DROP TABLE IF EXISTS ledger", "CREATE TABLE ledger (id INT)");
            Client ann = stage.client("ann");
            TOperationHandle gone = ann.start("SELECT 1");
            ann.settled(gone);
            ann.close(gone);
            ann.run("BEGIN");
            ann.run("INSERT INTO ledger VALUES (1)");
            workers.beLate();
            ann.caller.hangUp();
            Client back = back(stage, ann);
            TStatus again =
                    back.calls.CloseOperation(new TCloseOperationReq(gone)).getStatus();
            assertThat(again.getStatusCode()).isEqualTo(TStatusCode.INVALID_HANDLE_STATUS);
            assertThat(back.failure("SELECT 1").getErrorMessage())
                    .contains("transaction")
                    .contains("given back");
            assertThat(back.value("SELECT COUNT(*) FROM ledger")).isEqualTo("0");
            workers.catchUp();
        }
    }

    @Test
    void whatRunsOnceATransactionHasEndedByItselfGoesOnWhenThatIsGivenBack() throws Exception {
        TestDatabase database = Databases.postgres();
        try (Stage stage = stage(database, PinMode.SESSION);
                Connection other = lockCommits(stage)) {
            Client ann = stage.client("ann");
            commit(stage, ann);
            workers.beLate();
            ann.caller.hangUp();
            letCommit(other);
            stage.awaitNothingRuns();
            Client back = back(stage, ann);
            assertThat(back.failure("SELECT 1").getErrorMessage()).contains("may have been committed");
            TOperationHandle query = back.start(database.sleepStatement(Duration.ofSeconds(600)));
            stage.awaitSleep();
            workers.catchUp();
            assertThat(back.status(query).getOperationState()).isEqualTo(TOperationState.RUNNING_STATE);
            back.cancel(query);
        }
    }

    /** By the time it heard of a cancel it might be done, and who is told that it is not does all of it again. */
    @Test
    void aCommitThatIsUnderWayAsItsClientGoesIsNotCancelledAndToldToBeInDoubt() throws Exception {
        try (Stage stage = stage(Databases.postgres(), PinMode.AUTO);
                Connection other = lockCommits(stage)) {
            Client ann = stage.client("ann");
            TOperationHandle commit = commit(stage, ann);
            workers.beLate();
            ann.caller.hangUp();
            workers.catchUp();
            letCommit(other);
            stage.awaitNothingRuns();
            Client back = back(stage, ann);
            assertThat(back.status(commit).getOperationState()).isEqualTo(TOperationState.FINISHED_STATE);
            assertThat(back.failure("SELECT 1").getErrorMessage())
                    .contains("may have been committed")
                    .doesNotContain("given back");
            assertThat(back.value("SELECT COUNT(*) FROM ledger")).isEqualTo("1");
        }
    }

    /** Nobody has its handle; over HTTP the session is not even detached, and there is nothing to tell. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCommitThatIsWaitedForAsItsClientGoesEndsByItselfAndIsClosedBehindThat(boolean isOfHttp) throws Exception {
        for (String sql : List.of("COMMIT", "COMMIT AND NO CHAIN")) {
            List<OperationEnd> ended = new CopyOnWriteArrayList<>();
            try (Stage stage = stepped(PinMode.AUTO).ended(ended::add).build();
                    Connection other = lockCommits(stage)) {
                Client ann = new Client(stage.core, caller(stage, isOfHttp));
                ann.open(Map.of());
                goesWhileItWaitsFor(sql, stage, ann);
                stage.pass(TOO_LONG);
                letCommit(other);
                stage.awaitNothingRuns();
                assertThat(ended)
                        .filteredOn(one -> one.verb().equals("COMMIT"))
                        .extracting(OperationEnd::outcome)
                        .containsExactly(Phase.FINISHED);
                assertThat(stage.core.view().operations()).isEmpty();
                Client back = ann.over(caller(stage, isOfHttp), stage.core);
                if (!isOfHttp) {
                    assertThat(back.failure("SELECT 1").getErrorMessage()).contains("may have been committed");
                }
                assertThat(back.value("SELECT COUNT(*) FROM ledger")).isEqualTo("1");
            }
        }
    }

    @Test
    void aCommitThatIsUnderWayAsItsConnectionIsGivenUpIsNotCancelled() throws Exception {
        try (Stage stage = stepped(PinMode.SESSION).build();
                Connection other = lockCommits(stage)) {
            Client ann = stage.client("ann");
            TOperationHandle commit = commit(stage, ann);
            ann.caller.hangUp();
            stage.pass(TOO_LONG);
            letCommit(other);
            stage.awaitNothingRuns();
            stage.await("nothing is leased", () -> stage.leased() == 0);
            Client back = back(stage, ann);
            assertThat(back.status(commit).getOperationState()).isEqualTo(TOperationState.FINISHED_STATE);
            assertThat(back.failure("SELECT 1").getErrorMessage())
                    .contains("may have been committed")
                    .contains("given up");
            assertThat(back.value("SELECT COUNT(*) FROM ledger")).isEqualTo("1");
        }
    }

    @Test
    void whoIsBackBeforeItsCommitIsDoneIsToldThatItIsInDoubt() throws Exception {
        try (Stage stage = stage(Databases.postgres(), PinMode.AUTO);
                Connection other = lockCommits(stage)) {
            Client ann = stage.client("ann");
            commit(stage, ann);
            workers.beLate();
            ann.caller.hangUp();
            Client back = back(stage, ann);
            assertThat(back.failure("SELECT 1").getErrorMessage()).contains("may have been committed");
            TOperationHandle count = back.start("SELECT COUNT(*) FROM ledger");
            letCommit(other);
            workers.catchUp();
            assertThat(back.settled(count).getOperationState()).isEqualTo(TOperationState.FINISHED_STATE);
            assertThat(back.rows(count)).containsExactly(List.of(1L));
        }
    }

    /** A table of whose rows each has its COMMIT wait; gives who is to let it go on. */
    private static Connection lockCommits(Stage stage) throws SQLException {
        stage.sql(
                "DROP TABLE IF EXISTS ledger",
                "CREATE TABLE ledger (id INT)",
                "CREATE OR REPLACE FUNCTION wait_for_lock() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN PERFORM pg_advisory_xact_lock" + LOCK + "; RETURN NULL; END $$",
                "CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON ledger DEFERRABLE INITIALLY DEFERRED"
                        + " FOR EACH ROW EXECUTE FUNCTION wait_for_lock()");
        Connection other = stage.database.connect();
        try (Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock" + LOCK);
        }
        return other;
    }

    private static void letCommit(Connection other) throws SQLException {
        try (Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock" + LOCK);
        }
    }

    private static void insert(Client client) throws TException {
        client.run("BEGIN");
        client.run("INSERT INTO ledger VALUES (1)");
    }

    /** Its COMMIT is under way, and was sent by a call that waits for its end. */
    private static void goesWhileItWaitsFor(String commit, Stage stage, Client client) throws Exception {
        insert(client);
        FutureTask<Void> served = new FutureTask<>(() -> {
            client.send(commit, false, 0);
            return null;
        });
        new Thread(served, "call").start();
        stage.await("it commits", () -> stage.isRunning("COMMIT"));
        client.caller.hangUp();
        served.get(60, TimeUnit.SECONDS);
    }

    /** Its COMMIT is under way. */
    private static TOperationHandle commit(Stage stage, Client client) throws Exception {
        insert(client);
        TOperationHandle commit = client.start("COMMIT");
        stage.await("it commits", () -> stage.isRunning("COMMIT"));
        return commit;
    }
}
