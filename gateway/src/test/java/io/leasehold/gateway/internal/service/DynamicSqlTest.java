package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.junit.jupiter.api.Test;

/** What statements do by text that they make up, which nobody can read before they run. */
class DynamicSqlTest {

    private static String readsOtherwiseFromNowOn(TestDatabase database) {
        return database.kind() == DatabaseKind.POSTGRESQL
                ? "DO \"BEGIN PERFORM set_config('standard_conforming_strings', 'off', false); END\""
                : "EXECUTE IMMEDIATE \"SET sql_mode = 'ANSI_QUOTES'\"";
    }

    @OnEveryDatabase(only = {DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void aConnectionThatWasMadeToReadTextOtherwiseRunsNothingMore(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            ann.run(readsOtherwiseFromNowOn(database));
            assertThat(stage.core.view().pins()).hasSize(1);

            TGetOperationStatusResp refused = ann.failure("SELECT 'x'");

            assertThat(refused.getErrorMessage()).contains("would read text otherwise");
            stage.await("its connection is gone", () -> stage.leased() == 0);
            assertThat(stage.core.view().pins()).isEmpty();
            for (int i = 0; i < 8; i++) {
                assertThat(stage.client("bob").value("SELECT 'it\\'s'")).isEqualTo("it's");
            }
        }
    }

    @OnEveryDatabase(only = {DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void whatLeavesTextAloneGoesOnOnItsConnection(TestDatabase database) throws Exception {
        boolean isPostgres = database.kind() == DatabaseKind.POSTGRESQL;
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            ann.run(isPostgres ? "DO 'BEGIN PERFORM 1; END'" : "EXECUTE IMMEDIATE 'SET @x = 1'");
            ann.run("BEGIN");
            assertThat(ann.value("SELECT 'x'")).isEqualTo("x");
            ann.failure("SELECT nothing_here");
            ann.run("ROLLBACK");
            assertThat(ann.value("SELECT 'x'")).isEqualTo("x");
            assertThat(stage.core.view().pins()).hasSize(1);
        }
    }

    /** A transaction that has failed answers no question of the gateway's; behind its way back it does. */
    @Test
    void whatFailedWithinATransactionIsGoneBackBehind() throws Exception {
        try (Stage stage = Stage.on(Databases.postgres()).build()) {
            stage.sql("DROP TABLE IF EXISTS counted", "CREATE TABLE counted (id INT)");
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            ann.run("INSERT INTO counted VALUES (1)");
            ann.run("SAVEPOINT s");
            assertThat(ann.failure("DO 'BEGIN PERFORM 1 / 0; END'").getSqlState())
                    .isEqualTo("22012");
            ann.run("ROLLBACK TO SAVEPOINT s");
            ann.run("COMMIT");
            assertThat(stage.client("bob").value("SELECT COUNT(*) FROM counted"))
                    .isEqualTo("1");
        }
    }

    /** Its answer is about the client's statement, and not about a question of the gateway's. */
    @Test
    void whatAsksAboutTheStatementBeforeIsAnsweredAboutThat() throws Exception {
        try (Stage stage = Stage.on(Databases.mariadb()).build()) {
            stage.sql("DROP TABLE IF EXISTS counted", "CREATE TABLE counted (id INT)");
            Client ann = stage.client("ann");
            ann.run("EXECUTE IMMEDIATE 'INSERT INTO counted VALUES (1), (2), (3)'");
            assertThat(ann.value("SELECT ROW_COUNT()")).isEqualTo("3");
        }
    }
}
