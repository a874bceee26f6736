package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.internal.settings.Records;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.DatabaseSession;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.junit.jupiter.api.Test;

/** Cancels, by clients, by time, and what they leave. */
class CancelTest {

    private static final Duration LONG = Duration.ofSeconds(600);

    @OnBackends
    void aCancelEndsTheStatementAtTheDatabaseAndItsConnectionServesNobodyElse(TestDatabase database) throws Exception {
        try (Stage stage =
                Stage.on(database).backend(one -> one.maximumPoolSize(2)).build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start(database.sleepStatement(LONG));
            String session = stage.awaitSleep().id();
            ann.cancel(query);
            assertThat(ann.status(query).getOperationState()).isEqualTo(TOperationState.CANCELED_STATE);
            stage.await("it has ended", () -> stage.asleep().isEmpty());
            stage.await(
                    "its connection is destroyed",
                    () -> database.sessions().stream().map(DatabaseSession::id).noneMatch(session::equals)
                            || database.kind() == DatabaseKind.H2);
            stage.await("nothing is leased", () -> stage.leased() == 0);
            assertThat(ann.value("SELECT 1")).isEqualTo("1");
        }
    }

    @OnBackends
    void aStatementThatTakesTooLongIsTimedOutAndEndsAtTheDatabase(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            TExecuteStatementResp answer = ann.send(database.sleepStatement(LONG), true, 1);
            TGetOperationStatusResp status = ann.settled(answer.getOperationHandle());
            assertThat(status.getOperationState()).isEqualTo(TOperationState.TIMEDOUT_STATE);
            assertThat(status.getErrorMessage()).contains("1 s");
            stage.await("it has ended", () -> stage.asleep().isEmpty());
            stage.await("nothing is leased", () -> stage.leased() == 0);
        }
    }

    @OnBackends
    void theBackendsLimitCountsWhereTheClientsIsLonger(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database)
                .backend(one -> one.statementTimeout(Duration.ofMillis(300)))
                .build()) {
            Client ann = stage.client("ann");
            TExecuteStatementResp answer = ann.send(database.sleepStatement(LONG), true, 100);
            TGetOperationStatusResp status = ann.settled(answer.getOperationHandle());
            assertThat(status.getOperationState()).isEqualTo(TOperationState.TIMEDOUT_STATE);
            assertThat(status.getErrorMessage()).contains("300 ms");
        }
    }

    /** Clients that want no limit may ask for this one. */
    @Test
    void aTimeToWhichNoClockCanCountIsNoError() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            stage.sql("DROP TABLE IF EXISTS unlimited", "CREATE TABLE unlimited (id INT)");
            Client ann = stage.client("ann");
            TExecuteStatementResp answer = ann.send("INSERT INTO unlimited VALUES (1)", true, Long.MAX_VALUE);
            Client.good(answer.getStatus());
            assertThat(ann.settled(answer.getOperationHandle()).getOperationState())
                    .isEqualTo(TOperationState.FINISHED_STATE);
            assertThat(ann.value("SELECT COUNT(*) FROM unlimited")).isEqualTo("1");
        }
    }

    /** No gateway can be set so; it stands for whatever goes wrong as a statement is taken. */
    @Test
    void aStatementThatIsAnsweredByAnErrorWasNotRun() throws Exception {
        try (Stage stage = Stage.on(Databases.h2())
                .operations(one -> Records.with(one, "turnTimeout", Duration.ofSeconds(Long.MAX_VALUE)))
                .build()) {
            stage.sql("DROP TABLE IF EXISTS unlimited", "CREATE TABLE unlimited (id INT)");
            Client ann = stage.client("ann");
            TExecuteStatementResp answer = ann.send("INSERT INTO unlimited VALUES (1)", true, 0);
            assertThat(answer.getStatus().getSqlState()).isEqualTo("HY000");
            assertThat(stage.core.view().operations()).isEmpty();
            ann.closeSession();
            stage.await("nothing is leased", () -> stage.leased() == 0);
            try (Connection connection = stage.database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet counted = statement.executeQuery("SELECT COUNT(*) FROM unlimited")) {
                counted.next();
                assertThat(counted.getInt(1)).isZero();
            }
        }
    }

    @OnBackends
    void whatWaitsIsPendingWithItsPlaceAndLeavesTheLineWhenItIsCancelled(TestDatabase database) throws Exception {
        try (Stage stage =
                Stage.on(database).backend(one -> one.maximumPoolSize(2)).build()) {
            Client ann = stage.client("ann");
            int leases = database.kind() == DatabaseKind.MARIADB ? 1 : 2;
            List<TOperationHandle> running = new ArrayList<>();
            for (int i = 0; i < leases; i++) {
                running.add(ann.start(database.sleepStatement(LONG)));
            }
            stage.await("they run", () -> stage.asleep().size() == leases);
            TOperationHandle first = ann.start("SELECT 1");
            TOperationHandle second = ann.start("SELECT 2");
            TGetOperationStatusResp waiting = ann.status(second);
            assertThat(waiting.getOperationState()).isEqualTo(TOperationState.PENDING_STATE);
            assertThat(waiting.getTaskStatus()).contains("\"place\":2");
            ann.cancel(first);
            assertThat(ann.status(first).getOperationState()).isEqualTo(TOperationState.CANCELED_STATE);
            assertThat(ann.status(second).getTaskStatus()).contains("\"place\":1");
            ann.cancel(running.get(0));
            assertThat(ann.settled(second).getOperationState()).isEqualTo(TOperationState.FINISHED_STATE);
            assertThat(ann.rows(second)).hasSize(1);
        }
    }

    @Test
    void aClientThatCancelsItsBeginKnowsThatItBeganNothing() throws Exception {
        try (Stage stage =
                Stage.on(Databases.h2()).backend(one -> one.maximumPoolSize(1)).build()) {
            stage.sql("DROP TABLE IF EXISTS relied", "CREATE TABLE relied (id INT)");
            Client bob = stage.client("bob");
            bob.run("BEGIN");
            Client ann = stage.client("ann");
            ann.cancel(ann.start("BEGIN"));
            bob.run("ROLLBACK");
            ann.run("INSERT INTO relied VALUES (1)");
            assertThat(bob.value("SELECT COUNT(*) FROM relied")).isEqualTo("1");
        }
    }

    @OnBackends
    void closingAnOperationThatRunsCancelsIt(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start(database.sleepStatement(LONG));
            stage.awaitSleep();
            ann.close(query);
            stage.await("it has ended", () -> stage.asleep().isEmpty());
            assertThat(stage.core.view().operations()).isEmpty();
        }
    }

    /** H2 looks for a cancel between rows alone, and this has one. */
    @Test
    void aStatementThatDoesNotEndWithinFiveSecondsOfItsCancelIsCutOffAndCounted() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).stepped().build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start("SELECT TESTBED_SLEEP(15000)");
            stage.awaitSleep();
            ann.cancel(query);
            assertThat(ann.status(query).getOperationState()).isEqualTo(TOperationState.CANCELED_STATE);
            stage.pass(Duration.ofMillis(4_900));
            assertThat(stage.core.aborted()).isZero();
            assertThat(stage.core.view().backends().get(0).leases()).hasSize(1);
            stage.pass(Duration.ofMillis(200));
            stage.await("its connection is cut off", () -> stage.leased() == 0);
            assertThat(stage.core.aborted()).isEqualTo(1);
            assertThat(ann.value("SELECT 1")).isEqualTo("1");
            stage.await("H2 has come to its end, too", () -> stage.asleep().isEmpty());
        }
    }
}
