package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.PinMode;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.junit.jupiter.api.Test;

/** Whether a transaction is open behind a statement that failed: an error need not say so, and a driver may guess. */
class FailedStatementsTest {

    private static final String FAILS_AT_ONCE = "SELECT * FROM no_such_table_here";

    private static final String FAILS_AT_ITS_SECOND_ROW =
            "SELECT (SELECT b.id FROM ledger b WHERE b.id <= a.id) FROM ledger a ORDER BY a.id";

    private static void table(Stage stage) throws Exception {
        stage.sql("DROP TABLE IF EXISTS ledger", "CREATE TABLE ledger (id INT PRIMARY KEY)");
    }

    @OnBackends
    void whatFailsOnAConnectionThatIsKeptLeavesNoTransactionThere(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database)
                .backend(one -> one.pinMode(PinMode.SESSION))
                .stepped()
                .build()) {
            table(stage);
            stage.sql("INSERT INTO ledger VALUES (1), (2), (3)");
            Client ann = stage.client("ann");
            for (String fails : List.of(FAILS_AT_ONCE, FAILS_AT_ITS_SECOND_ROW)) {
                ann.failure(fails);
                assertThat(stage.core.view().pins()).hasSize(1);
                assertThat(stage.core.view().pins().get(0).reason()).as(fails).isEqualTo("the session");
                stage.pass(Duration.ofMinutes(11));
                ann.run("DELETE FROM ledger WHERE id = 3");
            }
        }
    }

    @OnBackends
    void aBeginThatFailsLeavesNoTransaction(TestDatabase database) throws Exception {
        for (PinMode mode : List.of(PinMode.AUTO, PinMode.SESSION)) {
            try (Stage stage =
                    Stage.on(database).backend(one -> one.pinMode(mode)).build()) {
                table(stage);
                Client ann = stage.client("ann");
                TOperationHandle begin = ann.start("BEGIN ISOLATION LEVEL nonsense");
                TGetOperationStatusResp behind = ann.failure("INSERT INTO ledger VALUES (1)");
                assertThat(behind.getSqlState()).isEqualTo("25000");
                assertThat(behind.getErrorMessage()).contains("did not begin").contains("not run");
                assertThat(ann.settled(begin).getSqlState()).startsWith("42");
                assertThat(stage.core.view().pins())
                        .noneMatch(pin -> pin.reason().contains("transaction"));
                ann.run("INSERT INTO ledger VALUES (2)");
                Client bob = stage.client("bob");
                assertThat(bob.value("SELECT COUNT(*) FROM ledger")).isEqualTo("1");
                assertThat(bob.value("SELECT MAX(id) FROM ledger")).isEqualTo("2");
            }
        }
    }

    @Test
    void aBeginThatFailsWithinATransactionLeavesItToTheClient() throws Exception {
        try (Stage stage = Stage.on(Databases.postgres()).build()) {
            table(stage);
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            ann.run("INSERT INTO ledger VALUES (1)");
            ann.failure("BEGIN ISOLATION LEVEL nonsense");
            assertThat(ann.failure("INSERT INTO ledger VALUES (2)").getSqlState())
                    .as("as if it had been sent to the database alone")
                    .isEqualTo("25P02");
            ann.run("ROLLBACK");
            assertThat(ann.value("SELECT COUNT(*) FROM ledger")).isEqualTo("0");
        }
    }

    @OnEveryDatabase(only = {DatabaseKind.H2, DatabaseKind.MARIADB, DatabaseKind.CONNECTORJ})
    void aTransactionThatOutlivesAStatementThatFailedIsKeptAndCommitted(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            table(stage);
            Client ann = stage.client("ann");
            Client bob = stage.client("bob");
            ann.run("BEGIN");
            ann.run("INSERT INTO ledger VALUES (1), (2)");
            for (String fails : List.of("INSERT INTO ledger VALUES (1)", FAILS_AT_ONCE, FAILS_AT_ITS_SECOND_ROW)) {
                ann.failure(fails);
                assertThat(stage.core.view().pins()).hasSize(1);
                assertThat(stage.core.view().pins().get(0).reason()).as(fails).isEqualTo("transaction");
            }
            ann.run("INSERT INTO ledger VALUES (3)");
            assertThat(bob.value("SELECT COUNT(*) FROM ledger")).isEqualTo("0");
            ann.run("COMMIT");
            assertThat(bob.value("SELECT COUNT(*) FROM ledger")).isEqualTo("3");
            assertThat(stage.core.view().pins()).isEmpty();
        }
    }

    /** Who has changed more is spared. */
    @OnEveryDatabase(only = {DatabaseKind.MARIADB, DatabaseKind.CONNECTORJ})
    void aTransactionThatTheServerRolledBackForADeadlockIsOver(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            table(stage);
            Client ann = stage.client("ann");
            Client bob = stage.client("bob");
            bob.run("BEGIN");
            bob.run("INSERT INTO ledger VALUES (11), (12), (13), (14), (15), (16), (17), (18)");
            ann.run("BEGIN");
            ann.run("INSERT INTO ledger VALUES (1)");
            TOperationHandle waits = ann.start("INSERT INTO ledger VALUES (11)");
            bob.run("INSERT INTO ledger VALUES (1)");
            assertThat(ann.settled(waits).getSqlState()).isEqualTo("40001");
            assertThat(stage.core.view().pins()).hasSize(1);
            assertThat(stage.core.view().pins().get(0).user()).isEqualTo("bob");
            bob.run("ROLLBACK");
            ann.run("INSERT INTO ledger VALUES (2)");
            assertThat(bob.value("SELECT MAX(id) FROM ledger")).isEqualTo("2");
            assertThat(bob.value("SELECT COUNT(*) FROM ledger")).isEqualTo("1");
        }
    }

    /** The gateway has asked something meanwhile. */
    @Test
    void whatAsksAboutAStatementThatFailedIsAnsweredAboutThat() throws Exception {
        try (Stage stage = Stage.on(Databases.mariadb()).build()) {
            table(stage);
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            ann.failure(FAILS_AT_ONCE);
            assertThat(ann.value("SELECT ROW_COUNT()")).isEqualTo("-1");
            ann.failure(FAILS_AT_ONCE);
            assertThat(ann.rows("SHOW WARNINGS").toString()).contains("no_such_table_here");
        }
    }
}
