package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.session.OnDisconnect;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.junit.jupiter.api.Test;

/** What a session keeps without its client, and for how long. */
class DetachedTest {

    private static Stage.Plan plan() {
        return onDisconnect(Stage.on(Databases.h2())).smallBuffers();
    }

    private static Stage.Plan onDisconnect(Stage.Plan plan) {
        return plan.sessions(all -> all.onDisconnect(OnDisconnect.endAfter(Duration.ofMinutes(5))))
                .stepped();
    }

    @Test
    void aPinIsGivenUpTenSecondsAfterItsClientIsGoneAndItIsTold() throws Exception {
        try (Stage stage = plan().build()) {
            Client ann = stage.client("ann");
            ann.run("CREATE LOCAL TEMPORARY TABLE scratch (id INT)");
            ann.caller.hangUp();
            stage.pass(Duration.ofSeconds(9));
            assertThat(stage.core.view().pins()).hasSize(1);
            stage.pass(Duration.ofSeconds(2));
            stage.await("nothing is leased", () -> stage.leased() == 0);
            Client back = ann.over(FakeCaller.of(stage.core.registry(), "ann"), stage.core);
            assertThat(back.failure("SELECT 1").getErrorMessage())
                    .contains("pinned for")
                    .contains("given up");
            assertThat(back.value("SELECT 1")).isEqualTo("1");
        }
    }

    /** It says that the next statement will be run. */
    @Test
    void allThatWasLostIsToldAtOnce() throws Exception {
        try (Stage stage = plan().build()) {
            Client ann = stage.client("ann");
            ann.run("CREATE LOCAL TEMPORARY TABLE scratch (id INT)");
            ann.run("BEGIN");
            ann.caller.hangUp();
            stage.pass(Duration.ofSeconds(11));
            stage.await("nothing is leased", () -> stage.leased() == 0);
            Client back = ann.over(FakeCaller.of(stage.core.registry(), "ann"), stage.core);
            assertThat(back.failure("SELECT 1").getErrorMessage())
                    .contains("the transaction was given back")
                    .contains("pinned for")
                    .contains("given up");
            assertThat(back.value("SELECT 1")).isEqualTo("1");
        }
    }

    /** A statement that no cancel reaches is not over when the client is back and is told that its transaction is gone. */
    @OnEveryDatabase(only = {DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void aTransactionThatWasGivenBackUnderAStatementDoesNotGoOnBehindIt(TestDatabase database) throws Exception {
        try (Stage stage = onDisconnect(Stage.on(database)).build()) {
            Client back = givenBackUnderAStatement(stage, stage.client("ann"));
            back.run("BEGIN");
            back.run("INSERT INTO ledger VALUES (1)");
            back.run("COMMIT");
            assertThat(back.value("SELECT COUNT(*) FROM ledger")).isEqualTo("1");
            assertThat(stage.core.view().pins()).isEmpty();
        }
    }

    @OnEveryDatabase(only = {DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void whatElseWasOnTheConnectionOfATransactionThatWasGivenBackStays(TestDatabase database) throws Exception {
        try (Stage stage = onDisconnect(Stage.on(database)).build()) {
            Client ann = stage.client("ann");
            ann.run("CREATE TEMPORARY TABLE scratch (id INT)");
            Client back = givenBackUnderAStatement(stage, ann);
            assertThat(back.value("SELECT COUNT(*) FROM scratch")).isEqualTo("0");
            assertThat(back.value("SELECT COUNT(*) FROM ledger")).isEqualTo("0");
            assertThat(stage.core.view().pins().get(0).reason()).doesNotContain("transaction");
        }
    }

    /** In it one row was inserted; its client is back, and was told. */
    private static Client givenBackUnderAStatement(Stage stage, Client ann) throws Exception {
        boolean isMariaDb = stage.database.kind() == DatabaseKind.MARIADB;
        stage.sql(
                "DROP TABLE IF EXISTS ledger",
                "CREATE TABLE ledger (id INT)",
                "DROP TABLE IF EXISTS locked",
                "CREATE TABLE locked (id INT)");
        try (Connection other = stage.database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(isMariaDb ? "LOCK TABLES locked WRITE" : "LOCK TABLE locked");
            ann.run("BEGIN");
            ann.run("INSERT INTO ledger VALUES (1)");
            ann.start("DESCRIBE locked");
            stage.await("it waits for the lock", () -> stage.isRunning("WHERE 1 = 0"));
            ann.caller.hangUp();
            stage.await(
                    "it is cancelled",
                    () -> stage.core.view().operations().stream()
                            .allMatch(one -> one.state().equals("CANCELED")));
            Client back = ann.over(FakeCaller.of(stage.core.registry(), "ann"), stage.core);
            assertThat(back.failure("SELECT 1").getErrorMessage())
                    .contains("transaction")
                    .contains("given back");
            return back;
        }
    }

    @Test
    void aLargeResultIsGivenUpTenSecondsAfterItsClientIsGone() throws Exception {
        try (Stage stage = plan().build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start("SELECT X FROM SYSTEM_RANGE(1, 20000)");
            ann.settled(query);
            stage.await(
                    "it is pinned",
                    () -> stage.core.view().backends().get(0).leases().stream()
                            .anyMatch(lease -> lease.what().startsWith("the result of operation")));
            stage.ticker.awaitParked(1);
            ann.caller.hangUp();
            stage.pass(Duration.ofSeconds(9));
            assertThat(stage.core.view().backends().get(0).leases()).hasSize(1);
            stage.pass(Duration.ofSeconds(2));
            stage.await("nothing is leased", () -> stage.leased() == 0);
        }
    }

    @Test
    void aResultThatNobodyFetchesIsGoneAfterAnHour() throws Exception {
        try (Stage stage = Stage.on(Databases.h2())
                .sessions(all -> all.idleTimeout(Duration.ofHours(9)))
                .stepped()
                .build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start("SELECT X FROM SYSTEM_RANGE(1, 3)");
            ann.settled(query);
            // Its first row is there before it is over, and its hour begins when it is.
            stage.awaitNothingRuns();
            stage.pass(Duration.ofMinutes(59));
            assertThat(ann.fetch(query, 1)).hasSize(1);
            stage.pass(Duration.ofMinutes(59));
            assertThat(ann.fetch(query, 1)).as("a fetch begins it anew").hasSize(1);
            stage.pass(Duration.ofMinutes(61));
            stage.await("it is gone", () -> stage.core.view().operations().isEmpty());
            assertThat(ann.status(query).getStatus().getErrorMessage()).contains("Invalid OperationHandle");
        }
    }
}
