package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.gateway.PinMode;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What the gateway does itself: USE, SET, SHOW, DESCRIBE. */
class SessionCommandsTest {

    @OnEveryDatabase(only = {DatabaseKind.H2, DatabaseKind.POSTGRESQL})
    void useGoesToAnotherSchemaAndLaterStatementsGoThere(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            stage.sql(
                    "DROP SCHEMA IF EXISTS elsewhere CASCADE",
                    "CREATE SCHEMA elsewhere",
                    "CREATE TABLE elsewhere.there (id INT)");
            Client ann = stage.client("ann");
            ann.run("USE elsewhere");
            assertThat(ann.value("SELECT current_database()")).isEqualToIgnoringCase("elsewhere");
            for (int i = 0; i < 3; i++) {
                assertThat(ann.value("SELECT COUNT(*) FROM there")).isEqualTo("0");
            }
            stage.client("bob").failure("SELECT COUNT(*) FROM there");
            ann.run("USE `default`");
            ann.failure("SELECT COUNT(*) FROM there");
            assertThat(ann.failure("USE nowhere").getErrorMessage()).contains("nowhere");
            assertThat(ann.value("SELECT current_database()")).isEqualToIgnoringCase("public");
        }
    }

    @OnEveryDatabase(only = {DatabaseKind.H2, DatabaseKind.POSTGRESQL})
    void discardAllGoesBackToWhatTheSessionWasOpenedWith(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            stage.sql(
                    "DROP SCHEMA IF EXISTS elsewhere CASCADE",
                    "CREATE SCHEMA elsewhere",
                    "CREATE TABLE elsewhere.there (id INT)");
            Client ann = Client.open(stage.core, "ann", Map.of("use:database", "db.elsewhere", "set:hivevar:x", "1"));
            ann.run("USE information_schema");
            ann.run("SET x=2");
            ann.run("SET y=3");
            ann.run("DISCARD ALL");
            assertThat(ann.value("SELECT current_database()")).isEqualToIgnoringCase("elsewhere");
            assertThat(ann.value("SELECT COUNT(*) FROM there")).isEqualTo("0");
            assertThat(ann.rows("SET")).containsExactly(List.of("x=1"));
        }
    }

    /** Where a transaction undoes them, they are the session's all the same. */
    @Test
    void whatIsSetWithinATransactionOutlivesItsRollback() throws Exception {
        try (Stage stage = schemas()) {
            Client ann = stage.client("ann");
            for (String end : List.of("ROLLBACK", "ROLLBACK AND NO CHAIN", "COMMIT")) {
                ann.run("USE one");
                ann.run("SET statement_timeout=111000");
                ann.run("BEGIN");
                ann.run("USE other");
                ann.run("SET statement_timeout=222000");
                ann.run(end);
                assertThat(ann.value("SELECT current_schema()")).as(end).isEqualTo("other");
                assertThat(ann.value("SELECT current_setting('statement_timeout')"))
                        .as(end)
                        .isEqualTo("222s");
            }
            ann.run("USE one");
            ann.run("BEGIN");
            ann.run("USE other");
            ann.failure("SELECT * FROM no_such_table_here");
            ann.failure("COMMIT");
            assertThat(ann.value("SELECT current_schema()")).isEqualTo("other");
        }
    }

    /** To a savepoint, or to where the next transaction begins at once. */
    @Test
    void whatIsSetWithinATransactionOutlivesARollbackThatLeavesOneOpen() throws Exception {
        try (Stage stage = schemas()) {
            Client ann = stage.client("ann");
            for (String back : List.of("ROLLBACK TO SAVEPOINT s", "ROLLBACK AND CHAIN", "ABORT AND CHAIN")) {
                ann.run("USE one");
                ann.run("SET statement_timeout=111000");
                ann.run("BEGIN");
                ann.run("SAVEPOINT s");
                ann.run("USE other");
                ann.run("SET statement_timeout=222000");
                ann.run(back);
                for (String then : List.of("COMMIT AND CHAIN", "ROLLBACK")) {
                    assertThat(ann.value("SELECT current_schema()"))
                            .as("%s, before %s", back, then)
                            .isEqualTo("other");
                    assertThat(ann.value("SELECT current_setting('statement_timeout')"))
                            .as("%s, before %s", back, then)
                            .isEqualTo("222s");
                    ann.run(then);
                }
                assertThat(ann.value("SELECT current_schema()")).as(back).isEqualTo("other");
            }
        }
    }

    @Test
    void whatIsSetBehindASavepointOutlivesThatAStatementFailedThere() throws Exception {
        try (Stage stage = schemas()) {
            Client ann = stage.client("ann");
            ann.run("USE one");
            ann.run("BEGIN");
            ann.run("SAVEPOINT s");
            ann.run("USE other");
            ann.failure("SELECT * FROM no_such_table_here");
            ann.run("ROLLBACK TO SAVEPOINT s");
            assertThat(ann.value("SELECT current_schema()")).isEqualTo("other");
            ann.run("COMMIT");
            assertThat(ann.value("SELECT current_schema()")).isEqualTo("other");
        }
    }

    @Test
    void whatIsSetWithinATransactionOutlivesThatNobodyEndsIt() throws Exception {
        try (Stage stage = schemas()) {
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            ann.run("USE other");
            stage.pass(Duration.ofMinutes(11));
            stage.await(
                    "it is rolled back",
                    () -> !stage.core.view().pins().get(0).reason().contains("transaction"));
            assertThat(ann.failure("SELECT 1").getErrorMessage()).contains("rolled back");
            assertThat(ann.value("SELECT current_schema()")).isEqualTo("other");
        }
    }

    private static Stage schemas() throws Exception {
        Stage stage = Stage.on(Databases.postgres())
                .backend(one -> one.pinMode(PinMode.SESSION).allowedSettings(Set.of("statement_timeout")))
                .stepped()
                .build();
        stage.sql("CREATE SCHEMA IF NOT EXISTS one", "CREATE SCHEMA IF NOT EXISTS other");
        return stage;
    }

    @Test
    void onMariaDbASchemaIsACatalog() throws Exception {
        try (Stage stage = Stage.on(Databases.mariadb()).build()) {
            Client ann = stage.client("ann");
            ann.run("USE information_schema");
            assertThat(ann.rows("SELECT COUNT(*) FROM schemata")).hasSize(1);
            assertThat(ann.failure("USE nowhere").getErrorMessage()).contains("nowhere");
        }
    }

    @OnBackends
    void whatIsSetIsKeptAndAnsweredAndReachesNoDatabase(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            ann.run("SET hive.exec.parallel=true");
            assertThat(ann.rows("SET hive.exec.parallel")).containsExactly(List.of("hive.exec.parallel=true"));
            assertThat(ann.rows("SET")).containsExactly(List.of("hive.exec.parallel=true"));
            assertThat(ann.rows("SET nothing.of.that")).containsExactly(List.of("nothing.of.that is undefined"));
            assertThat(stage.client("bob").rows("SET")).isEmpty();
            Client configured = Client.open(stage.core, "ann", Map.of("set:hivevar:x", "1"));
            assertThat(configured.rows("SET")).containsExactly(List.of("x=1"));
        }
    }

    @Test
    void whatIsSetMayNotGrowWithoutEnd() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            Client ann = stage.client("ann");
            String half = "y".repeat(32_000);
            ann.run("SET a=" + half);
            ann.run("SET b=" + half);
            assertThat(ann.failure("SET c=" + half).getSqlState()).isEqualTo("54000");
            ann.run("SET a=1");
            ann.run("SET c=" + half);
            ann.run("DISCARD ALL");
            ann.run("SET a=" + half);
            ann.run("SET b=" + half);
        }
    }

    /** It is refused before each statement. */
    @Test
    void aSettingThatTheDatabaseRefusesCostsNoConnection() throws Exception {
        List<PoolEvent> retired = new CopyOnWriteArrayList<>();
        PoolListener listener = new PoolListener() {
            @Override
            public void retired(PoolEvent event) {
                retired.add(event);
            }
        };
        try (Stage stage = Stage.on(Databases.postgres())
                .backend(one -> one.allowedSettings(Set.of("statement_timeout")))
                .pools(listener)
                .build()) {
            Client ann = Client.open(stage.core, "ann", Map.of("set:hiveconf:statement_timeout", "soon"));
            for (int i = 0; i < 5; i++) {
                assertThat(ann.failure("SELECT 1").getErrorMessage()).contains("statement_timeout");
            }
            stage.await("all is back", () -> stage.leased() == 0);
            assertThat(stage.client("bob").value("SELECT 1")).isEqualTo("1");
            stage.await("all is back", () -> stage.leased() == 0);
            assertThat(retired).isEmpty();
        }
    }

    @Test
    void whatClientsMaySetReachesEachConnectionOfTheSessionAndNoOther() throws Exception {
        try (Stage stage = Stage.on(Databases.postgres())
                .backend(one -> one.allowedSettings(Set.of("statement_timeout")))
                .build()) {
            Client ann = stage.client("ann");
            Client bob = stage.client("bob");
            ann.run("SET statement_timeout=123456");
            for (int i = 0; i < 4; i++) {
                assertThat(ann.value("SELECT current_setting('statement_timeout')"))
                        .isEqualTo("123456ms");
                assertThat(bob.value("SELECT current_setting('statement_timeout')"))
                        .isEqualTo("0");
            }
            assertThat(ann.failure("SET statement_timeout=nonsense").getErrorMessage())
                    .contains("statement_timeout");
            assertThat(ann.value("SELECT current_setting('statement_timeout')"))
                    .as("what the database refused is not kept")
                    .isEqualTo("123456ms");
        }
    }

    @OnBackends
    void tablesAndTheirColumnsAreShownAsHiveShowsThem(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            stage.sql(
                    "DROP VIEW IF EXISTS shown_view",
                    "DROP TABLE IF EXISTS shown_table",
                    "CREATE TABLE shown_table (id INT, amount DECIMAL(10, 2))",
                    "CREATE VIEW shown_view AS SELECT id FROM shown_table");
            Client ann = stage.client("ann");
            assertThat(names(ann, "SHOW TABLES LIKE 'shown*'")).containsExactly("shown_table", "shown_view");
            assertThat(names(ann, "SHOW VIEWS LIKE 'shown*'")).containsExactly("shown_view");
            assertThat(names(ann, "SHOW DATABASES"))
                    .contains(ann.value("SELECT current_database()").toLowerCase(Locale.ROOT));
            assertThat(ann.rows("DESCRIBE shown_table").stream()
                            .map(row -> row.get(0).toString().toLowerCase(Locale.ROOT) + " " + row.get(1))
                            .toList())
                    .containsExactly("id int", "amount decimal(10,2)");
            ann.failure("DESCRIBE no_such_table_here");
        }
    }

    private static List<String> names(Client client, String sql) throws Exception {
        return client.rows(sql).stream()
                .map(row -> row.get(0).toString().toLowerCase(Locale.ROOT))
                .toList();
    }
}
